from allauth.account import forms as allauth
from django import forms
from django.contrib.auth import password_validation

NEW_PASSWORD = "At least 12 characters. Three words that do not belong together make a good one."


def word(field, label, hint="", error=""):
    """Give an allauth field our label, no placeholder, and a sentence when it is empty."""
    field.label, field.help_text = label, hint
    field.widget.attrs.pop("placeholder", None)
    if error:
        field.error_messages["required"] = error


class SignInForm(allauth.LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        word(self.fields["login"], "E-mail address", error="Enter your e-mail address")
        word(self.fields["password"], "Password", error="Enter your password")
        self.fields["login"].widget.attrs["autocomplete"] = "username webauthn"


class ForgottenPasswordForm(forms.Form):
    """Looks nobody up: what is said is the same of every address."""

    email = forms.EmailField(
        label="E-mail address",
        help_text="The one that you sign in with",
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
        error_messages={
            "required": "Enter your e-mail address",
            "invalid": "Enter an e-mail address in the right form, such as name@example.org",
        },
    )


class _NewPassword:
    """The new password is asked for once: it can be shown while it is typed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        word(self.fields["password1"], "New password", NEW_PASSWORD, error="Enter a new password")
        self.fields.pop("password2", None)


class ResetPasswordForm(_NewPassword, allauth.ResetPasswordKeyForm):
    pass


class SetPasswordForm(_NewPassword, allauth.SetPasswordForm):
    pass


class ChangePasswordForm(_NewPassword, allauth.ChangePasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        word(self.fields["oldpassword"], "Current password", error="Enter your current password")


class ConfirmPasswordForm(allauth.ReauthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        word(self.fields["password"], "Password", error="Enter your password")


class FirstPasswordForm(forms.Form):
    """On the page that an invitation leads to."""

    password = forms.CharField(
        label="Choose a password",
        help_text=NEW_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Choose a password"},
    )

    def __init__(self, *args, user, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_password(self):
        password = self.cleaned_data["password"]
        password_validation.validate_password(password, self.user)
        return password
