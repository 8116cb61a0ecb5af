from allauth.account.auth_backends import AuthenticationBackend

from partnership.models import User


class PasswordBackend(AuthenticationBackend):
    """allauth's, reading the person with the account: every page shows their name."""

    def get_user(self, user_id):
        user = User.objects.select_related("person").filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
