"""Pages for people who have not signed in."""

from functools import wraps

from allauth.account import signals
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import get_next_redirect_url, perform_login
from allauth.account.views import LoginView, logout
from allauth.core.internal.httpkit import get_client_ip
from allauth.socialaccount.adapter import get_adapter as get_agency_adapter
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from accounts import demonstration, services
from accounts.forms import FirstPasswordForm, ForgottenPasswordForm
from partnership.models import User
from records.lifecycle import MoveRefused
from records.views.fetch import number


@wraps(logout)
def sign_out(request):
    """A browser keeps pages for its way back: those of whoever signed out are not shown to the next person there."""
    response = logout(request)
    response["Clear-Site-Data"] = '"cache"'
    return response


class SignInView(LoginView):
    """allauth's, with the agencies' buttons and the demonstration accounts."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "agencies": get_agency_adapter().list_providers(self.request),
            "demonstration": demonstration.accounts(),
            "demonstration_password": settings.DEMONSTRATION_PASSWORD,
        }


@login_not_required
@never_cache
def password_forgotten(request):
    form = ForgottenPasswordForm(request.POST or None)
    if form.is_valid():
        try:
            services.ask_password_reset(form.cleaned_data["email"], address=get_client_ip(request))
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return redirect("account_reset_password_done")
    return render(request, "account/password_reset.html", {"form": form})


@login_not_required
@never_cache
@sensitive_post_parameters("password")
def invitation_accept(request, token):
    invitation = services.find_invitation(token)
    if invitation is None:
        return render(request, "accounts/invitation_gone.html", {"reasons": []}, status=410)
    form = FirstPasswordForm(request.POST or None, user=invitation.user)
    if form.is_valid():
        try:
            user = services.accept_invitation(invitation, form.cleaned_data["password"])
        except MoveRefused as refused:
            return render(request, "accounts/invitation_gone.html", {"reasons": refused.reasons}, status=410)
        if request.user.is_authenticated:
            get_adapter(request).logout(request)
        record_authentication(request, user, method="password")
        return perform_login(request, user)
    return render(request, "accounts/invitation_accept.html", {"form": form, "invitation": invitation})


@login_not_required
@require_POST
def demonstration_sign_in(request):
    """One click, without password or second factor: on a demonstration instance, to its own accounts only."""
    if not settings.DEMONSTRATION:
        raise Http404
    users = User.objects.filter(email__endswith=demonstration.DOMAIN, is_active=True)
    user = get_object_or_404(users, pk=number(request.POST.get("user")))
    adapter, after = get_adapter(request), get_next_redirect_url(request)
    if request.user.is_authenticated:  # pressed twice, or after going back
        adapter.logout(request)
    adapter.login(request, user)
    signals.user_logged_in.send(sender=User, request=request, response=None, user=user)
    return redirect(after or settings.LOGIN_REDIRECT_URL)
