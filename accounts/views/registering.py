"""A community group registers, to bid for money. Open to everybody; what it says is the same whatever is known."""

from allauth.core.internal.httpkit import get_client_ip
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from accounts import services
from accounts.forms import RegistrationForm
from funding.models import FundingCall
from records.forms import accepted, posted


def _call_or_404(request, reference):
    open_to_all = FundingCall.objects.visible_to(request.user).published().filter(audience="public")
    return get_object_or_404(open_to_all, reference=reference)


@login_not_required
@never_cache
def register_group(request, reference):
    call = _call_or_404(request, reference)
    form = RegistrationForm(posted(request))
    address = get_client_ip(request)
    try:
        if accepted(form, lambda data: services.register_group(call, address=address, **data)):
            return redirect("accounts:registration_done", reference)
    except ValidationError as refused:
        form.add_error(None, refused)
    context = {"form": form, "call": call}
    return render(request, "accounts/register_group.html", context, status=422 if form.is_bound else 200)


@login_not_required
def registration_done(request, reference):
    context = {"call": _call_or_404(request, reference), "keeps_mail": settings.DEMONSTRATION}
    return render(request, "accounts/registration_done.html", context)
