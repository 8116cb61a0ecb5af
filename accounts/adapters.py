"""Where the portal departs from allauth: no sign-up, limits that survive the cache, mails and words of ours."""

import logging
import time

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal.httpkit import get_client_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.shortcuts import render

from accounts import encryption, limits, services
from accounts.services import events, factors, sessions
from partnership.models import User
from records.jobs import enqueue

logger = logging.getLogger(__name__)

MESSAGES = {
    "account/messages/logged_out.txt": "You have signed out.",
    "account/messages/password_changed.txt": "Your password is changed.",
    "account/messages/password_set.txt": "Your password is set.",
    "mfa/messages/totp_activated.txt": "The authenticator app is set up.",
    "mfa/messages/totp_deactivated.txt": "The authenticator app is removed.",
    "mfa/messages/webauthn_added.txt": "The passkey is added.",
    "mfa/messages/webauthn_removed.txt": "The passkey is removed.",
}
FRESH_SIGN_IN = 600  # seconds in which a person who has just signed in sets up a first factor unasked


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "The e-mail address or the password is not right.",
        "enter_current_password": "This is not your current password.",
        "incorrect_password": "The password is not right.",
        "incorrect_code": "The code is not right. Wait for the next one and enter it.",
        "too_many_login_attempts": "There have been too many attempts. Wait five minutes and try again.",
    }

    def is_open_for_signup(self, request):
        return False

    def authenticate(self, request, **credentials):
        """Counts the attempt before a password is hashed, and gives it back if the password is right."""
        attempts = [
            limits.take(limits.PASSWORD_FROM_ADDRESS, get_client_ip(request)),
            limits.take(limits.PASSWORD_OF_ACCOUNT, credentials["email"]),
        ]
        user = super().authenticate(request, **credentials)
        if user:
            limits.give_back(*attempts)
        return user

    def authentication_failed(self, request, **credentials):
        events.note_failed_sign_in(credentials["email"], address=get_client_ip(request))

    def reauthenticate(self, user, password):
        return self.authenticate(context.request, email=user.email, password=password) == user

    def pre_login(self, request, user, **kwargs):
        """A guest past their last day is as closed as a closed account."""
        if response := super().pre_login(request, user, **kwargs):
            return response
        return None if user.may_sign_in() else self.respond_user_inactive(request, user)

    def is_reauthentication_required(self, *, app, **kwargs):
        """Not of somebody who signed in a moment ago without a factor: they came to set one up."""
        session = context.request.session
        fresh = time.time() - session.get(sessions.STARTED, 0) < FRESH_SIGN_IN
        if app == "allauth.mfa" and fresh and session.get(sessions.CAME_WITHOUT):
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def add_message(self, request, level, message_template=None, message_context=None, **options):
        if words := options.pop("message", None) or MESSAGES.get(message_template):
            super().add_message(request, level, message=words, **options)

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """Such as "mfa/email/totp_activated": the worker mails a sentence about it."""
        notice = template_prefix.rpartition("/")[2].replace("_", "-")
        enqueue("accounts.send_notice", user_id=user.pk, notice=notice)


class MFAAdapter(DefaultMFAAdapter):
    """Keeps the secrets of authenticator apps encrypted: a copy of the database opens no account."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "The code is not right. Wait for the next one and enter it.",
        "cannot_generate_recovery_codes": "Set up an authenticator app or a passkey first.",
    }

    def encrypt(self, text):
        return encryption.encrypt(text, of=factors.OF)

    def decrypt(self, encrypted_text):
        return encryption.decrypt(encrypted_text, of=factors.OF)

    def generate_authenticator_name(self, user, type):
        return ""


class AgencyAdapter(DefaultSocialAccountAdapter):
    """Signing in through an agency's own directory: to an account that exists, by an address it vouches for.

    From the first time on the directory's own key of the person has to be the same: an address is given to another
    person in time, such as a namesake of somebody who left.
    """

    def is_open_for_signup(self, request, sociallogin):
        return False

    def pre_social_login(self, request, sociallogin):
        user = self._account_of(sociallogin)
        if user is None or sociallogin.state.get("process") == "connect":
            shown = {"agency": _provider(sociallogin).get("agency", "")}
            raise ImmediateHttpResponse(render(request, "socialaccount/no_account.html", shown, status=403))
        if not services.recognise(user, sociallogin.account):
            shown = {"agency": _provider(sociallogin).get("agency", "")}
            raise ImmediateHttpResponse(
                render(request, "socialaccount/another_person.html", shown, status=403)
            )
        sociallogin.user = user

    def on_authentication_error(self, request, provider, error=None, exception=None, **kwargs):
        logger.warning("Signing in through %s failed: %s, %s", provider.app.provider_id, error, exception)

    def get_requests_session(self):
        """A directory answers where it was set to be: what it redirects to is nobody that was agreed on."""
        session = super().get_requests_session()
        session.max_redirects = 0
        return session

    def _account_of(self, sociallogin):
        """An agency vouches for the addresses of its own domains, where it names them, and for no others."""
        domains = _provider(sociallogin).get("domains", [])
        verified = [address.email.lower() for address in sociallogin.email_addresses if address.verified]
        vouched = [email for email in verified if not domains or email.rpartition("@")[2] in domains]
        return User.objects.filter(email__in=vouched).first()


def _provider(sociallogin):
    return settings.OIDC_BY_ID.get(sociallogin.account.provider, {})
