"""Every form of signing in: allauth's in our words, and an administrator's own."""

from accounts.forms.codes import AddPasskeyForm, CodeForm, ConfirmCodeForm, RenamePasskeyForm, SetUpAppForm
from accounts.forms.groups import RegistrationForm
from accounts.forms.passwords import (
    ChangePasswordForm,
    ConfirmPasswordForm,
    FirstPasswordForm,
    ForgottenPasswordForm,
    ResetPasswordForm,
    SetPasswordForm,
    SignInForm,
)
from accounts.forms.people import AccessEndForm, HandoverForm, InvitationForm, LeaverForm, ReasonForm

__all__ = [
    "AccessEndForm",
    "AddPasskeyForm",
    "ChangePasswordForm",
    "CodeForm",
    "ConfirmCodeForm",
    "ConfirmPasswordForm",
    "FirstPasswordForm",
    "ForgottenPasswordForm",
    "HandoverForm",
    "InvitationForm",
    "LeaverForm",
    "ReasonForm",
    "RegistrationForm",
    "RenamePasskeyForm",
    "ResetPasswordForm",
    "SetPasswordForm",
    "SetUpAppForm",
    "SignInForm",
]
