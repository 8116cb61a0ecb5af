"""The mails of signing in: plain text, a sentence or two and at most a link."""

from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.template.loader import render_to_string

from accounts.models import Invitation
from accounts.services import invitations, passwords
from design.addresses import url
from funding.models import Registration
from partnership.models import User

NOTICES = {
    "password-changed": "Your password was changed",
    "password-reset": "Your password was reset",
    "password-set": "A password was set for your account",
    "totp-activated": "An authenticator app was added to your account",
    "totp-deactivated": "The authenticator app was removed from your account",
    "webauthn-added": "A passkey was added to your account",
    "webauthn-removed": "A passkey was removed from your account",
    "recovery-codes-generated": "New recovery codes were made for your account",
    "second-factor-reset": "An administrator removed the second factor from your account",
}


def send_invitation(invitation_id):
    invitation = Invitation.objects.select_related("user__person", "invited_by__person").get(pk=invitation_id)
    if not invitation.is_open(invitations.now()):
        return
    path = url("accounts:accept_invitation", invitations.token_for(invitation))
    subject = f"Your account on {settings.PORTAL_NAME}"
    _send(invitation.user, subject, "invitation", path, invitation=invitation)


def send_registration(registration_id):
    """What came of a group's registration, to the address that it gave: a link, or why there is none."""
    registration = Registration.objects.select_related("call").get(pk=registration_id)
    call = registration.call
    shown = {"registration": registration, "call": call, "portal": settings.PORTAL_NAME,
             "call_link": settings.PORTAL_URL + url("funding:call", call.reference), "link": ""}  # fmt: skip
    if registration.state == Registration.State.INVITED:
        waiting = Invitation.objects.filter(user__email__iexact=registration.email, accepted_at=None)
        invitation = waiting.order_by("-pk").first()
        if invitation is None or not invitation.is_open(invitations.now()):
            return
        path = url("accounts:accept_invitation", invitations.token_for(invitation))
        shown["link"] = settings.PORTAL_URL + path
    body = render_to_string(f"accounts/mail/registration_{_told(registration)}.txt", shown)
    send_mail(f"Your registration on {settings.PORTAL_NAME}", body, None, [registration.email])


def _told(registration):
    """A group that waited and was answered meanwhile is told that it waited: the answer came by other ways."""
    known = (Registration.State.INVITED, Registration.State.KNOWN)
    return registration.state if registration.state in known else Registration.State.WAITING


def send_password_reset(user_id):
    user = User.objects.filter(pk=user_id).first()
    if user is None or not passwords.may_reset(user):
        return
    key = default_token_generator.make_token(user)
    path = url("account_reset_password_from_key", user_pk_to_url_str(user), key)
    _send(user, f"Set a new password for {settings.PORTAL_NAME}", "password_reset", path)


def send_notice(user_id, notice):
    """Tell the person what was done to the security of their account, in case it was not they."""
    user = User.objects.get(pk=user_id)
    _send(user, NOTICES[notice], "notice", url("accounts:account"))


def _send(user, subject, template, path, **context):
    shown = {"user": user, "subject": subject, "portal": settings.PORTAL_NAME, **context}
    body = render_to_string(f"accounts/mail/{template}.txt", shown | {"link": settings.PORTAL_URL + path})
    send_mail(subject, body, None, [user.email])
