"""A form that arrived after its session had ended, kept for the person who sent it."""

import datetime as dt
import re

from django.utils import timezone

from accounts.models import KeptForm

KEPT_FOR = dt.timedelta(days=1)
NEVER_KEPT = re.compile("csrfmiddlewaretoken|password|secret|token|credential|recovery|^code$", re.IGNORECASE)


def keep_form(user, *, path, fields, files=()):
    """``fields`` are lists of values by name; those that carry secrets are left out."""
    kept = {name: values for name, values in fields.items() if not NEVER_KEPT.search(name)}
    return KeptForm.objects.create(
        user=user, path=path[:500], fields=kept, files=list(files), kept_at=timezone.now()
    )


def discard_form(form):
    form.delete()


def clear_old():
    KeptForm.objects.filter(kept_at__lt=timezone.now() - KEPT_FOR).delete()
