"""What allauth and Django tell of signing in, passed on to our services."""

from allauth.account import signals as account
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.internal.httpkit import get_client_ip
from allauth.mfa import signals as mfa
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import signals as auth
from django.utils.html import format_html

from accounts import browsers, limits
from accounts.labels import may_know, when
from accounts.services import events, sessions

METHODS = {"password": "password", "mfa": "second factor", "socialaccount": "agency sign-in"}


def connect():
    auth.user_logged_in.connect(begin_session, dispatch_uid="accounts.begin_session")
    auth.user_logged_out.connect(note_sign_out, dispatch_uid="accounts.note_sign_out")
    account.user_logged_in.connect(note_sign_in, dispatch_uid="accounts.note_sign_in")
    account.password_changed.connect(note_password_changed, dispatch_uid="accounts.password_changed")
    account.password_set.connect(note_password_changed, dispatch_uid="accounts.password_set")
    account.password_reset.connect(note_password_reset, dispatch_uid="accounts.password_reset")
    mfa.authenticator_added.connect(note_factor_added, dispatch_uid="accounts.factor_added")
    mfa.authenticator_removed.connect(note_factor_removed, dispatch_uid="accounts.factor_removed")
    mfa.authenticator_reset.connect(note_factor_reset, dispatch_uid="accounts.factor_reset")
    mfa.authentication_failed.connect(note_failed_code, dispatch_uid="accounts.failed_code")


def begin_session(sender, request, user, **kwargs):
    if request is not None:
        sessions.mark_start(request.session)


def note_sign_in(sender, request, user, sociallogin=None, **kwargs):
    records = get_authentication_records(request, user)
    method = " and ".join(
        dict.fromkeys(METHODS.get(record["method"], record["method"]) for record in records)
    )
    sessions.start(
        request.session,
        user,
        method=method or "one click",
        address=get_client_ip(request),
        browser=browsers.summary(request.headers.get("user-agent", "")),
        second_factor=is_mfa_enabled(user) or _vouched_for(sociallogin),
    )
    _remind(request, user)


def _remind(request, user):
    """Of what they typed last and did not save, as where a browser died."""
    form = user.kept_forms.exclude(page="").order_by("-kept_at").first()
    if form and may_know(form.page, user):
        said = (
            'You typed something {} and did not save it. <a class="govuk-link" href="{}">Go back to it</a>.'
        )
        messages.info(request, format_html(said, when(form.kept_at), form.page))


def _vouched_for(sociallogin):
    """The agency's own sign-in asks for a second factor, as its entry in OIDC_PROVIDERS says, and did so now.

    A directory that does not say how somebody signed in is taken at its entry's word.
    """
    if sociallogin is None or (sociallogin.methods is not None and "mfa" not in sociallogin.methods):
        return False
    provider = settings.OIDC_BY_ID.get(sociallogin.account.provider, {})
    return provider.get("second_factor", False)


def note_sign_out(sender, request, user, **kwargs):
    if user is not None and request is not None:
        sessions.sign_out(request.session, user)


def note_password_changed(sender, request, user, **kwargs):
    events.note_password(user, "change password")
    sessions.follow_key(request.session)
    sessions.end_sessions(
        user, by=user, reason="The password was changed", but=request.session.get(sessions.ENTRY)
    )


def note_password_reset(sender, request, user, **kwargs):
    events.note_password(user, "reset password")
    sessions.end_sessions(user, by=user, reason="The password was reset")
    limits.forget(limits.PASSWORD_OF_ACCOUNT, user.email)


def note_factor_added(sender, request, user, authenticator, **kwargs):
    """The other sessions have shown none: whoever signed in with the password alone does so anew."""
    events.note_second_factor(user, "add second factor", authenticator.type)
    request.session[sessions.SECOND_FACTOR] = True
    _end_the_others(request, user)


def note_factor_removed(sender, request, user, authenticator, **kwargs):
    events.note_second_factor(user, "remove second factor", authenticator.type)
    request.session[sessions.SECOND_FACTOR] = is_mfa_enabled(user)
    _end_the_others(request, user)


def _end_the_others(request, user):
    """What was opened without the factor, or with the one that was lost, ends."""
    but = request.session.get(sessions.ENTRY)
    sessions.end_sessions(user, by=user, reason="The second factor was changed", but=but)


def note_factor_reset(sender, request, user, authenticator, **kwargs):
    events.note_second_factor(user, "make recovery codes", authenticator.type)
    _end_the_others(request, user)


def note_failed_code(sender, request, user, **kwargs):
    events.note_failed_code(user, address=get_client_ip(request))
