from allauth.account.auth_backends import AuthenticationBackend

from partnership.models import User
from records.prepared import prepared


@prepared
def _user(pk):
    return User.objects.filter(pk=pk).select_related("person")


class PasswordBackend(AuthenticationBackend):
    """allauth's, reading the person with the account: every page shows their name."""

    def get_user(self, user_id):
        user = next(_user(pk=user_id), None)
        return user if user is not None and self.user_can_authenticate(user) else None
