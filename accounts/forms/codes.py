from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn

from accounts import limits
from accounts.forms.passwords import word

CODE_HINT = "6 digits from your authenticator app, or a recovery code"


class _Limited:
    """Counts the attempt before the code is looked at, and gives it back if the code is right.

    A right code is noted too: allauth's own note of it stands in the cache, for half a minute of the minute and a
    half in which the code is good.
    """

    def clean_code(self):
        attempt = limits.take(limits.CODE_OF_ACCOUNT, self.user.pk)
        code = super().clean_code()
        limits.give_back(attempt)
        limits.use_once(self.user.pk, self.data["code"])
        return code


def _word_code(form, label, hint):
    word(form.fields["code"], label, hint, error="Enter the code")
    form.fields["code"].widget.attrs |= {"inputmode": "numeric", "class": "govuk-input--width-10"}


class CodeForm(_Limited, base.AuthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _word_code(self, "Code", CODE_HINT)


class ConfirmCodeForm(_Limited, base.ReauthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _word_code(self, "Code", CODE_HINT)


class SetUpAppForm(_Limited, totp.ActivateTOTPForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _word_code(self, "Code that the app shows", "6 digits. A new one comes every 30 seconds.")


class AddPasskeyForm(webauthn.AddWebAuthnForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        word(self.fields["name"], "Name of the passkey", "Such as: work laptop, my telephone")
        self.fields["passwordless"].label = "Let me sign in with this passkey alone"
        self.fields["passwordless"].help_text = "The device then asks for your fingerprint, face or PIN."

    def clean_name(self):
        return self.cleaned_data["name"] or "Passkey"


class RenamePasskeyForm(webauthn.EditWebAuthnForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        word(self.fields["name"], "Name of the passkey", "Such as: work laptop, my telephone")
