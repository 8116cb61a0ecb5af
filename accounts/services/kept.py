"""What somebody typed and has not saved, kept for them: as they typed it, or as it came after their session."""

import datetime as dt
import re

from django.core.exceptions import BadRequest
from django.db.models import Q
from django.utils.crypto import get_random_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import now

from accounts.models import KeptForm

KEPT_FOR = dt.timedelta(days=4)  # from a Friday over a bank holiday
MOST = 50  # of one person
KEY, PATH, PAGE = "typed_as", "typed_path", "typed_page"  # what the form says of itself
NEVER_KEPT = re.compile(
    "csrfmiddlewaretoken|password|secret|token|credential|recovery|^code$|^identity$|^also$", re.IGNORECASE
)


def keep_form(user, *, path, fields, files=(), key="", page=""):
    """``fields`` are lists of values by name; those that carry secrets are left out."""
    kept = {
        name: values
        for name, values in fields.items()
        if name not in (KEY, PATH, PAGE) and not NEVER_KEPT.search(name)
    }
    row = {"path": path[:500], "fields": kept, "files": list(files), "kept_at": now()}
    if page:
        row["page"] = page[:500]
    form, is_new = KeptForm.objects.update_or_create(
        user=user, key=key[:36] or get_random_string(32), defaults=row
    )
    if is_new:
        more = list(user.kept_forms.values_list("pk", flat=True)[MOST : MOST + 10])
        KeptForm.objects.filter(pk__in=more).delete()
    return form


def keep_typed(user, sent):
    """As it is typed; ``sent`` is what the browser sends meanwhile."""
    own = {name: sent.get(name, "") for name in (KEY, PATH, PAGE)}
    if not own[KEY] or not all(url_has_allowed_host_and_scheme(own[name], None) for name in (PATH, PAGE)):
        raise BadRequest("What was typed came without saying where. Open the page again.")
    return keep_form(user, path=own[PATH], fields=dict(sent.lists()), key=own[KEY], page=own[PAGE])


def settle(user, key):
    """It was saved, or is not wanted."""
    KeptForm.objects.filter(user=user, key=key[:36]).delete()


def typed_on(user, page, *, under=False):
    """What the person typed on this page and did not save, the newest first; ``under``: or on one below it."""
    here = Q(page__startswith=page) if under else Q(page=page) | Q(page__startswith=f"{page}?")
    return user.kept_forms.filter(here).order_by("-kept_at")


def discard_form(form):
    form.delete()


def clear_old():
    KeptForm.objects.filter(kept_at__lt=now() - KEPT_FOR).delete()
