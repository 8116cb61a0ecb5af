from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Signing in"

    def ready(self):
        from accounts import receivers, taken  # noqa: PLC0415 -- needs the app registry
        from accounts.services import closing  # noqa: PLC0415 -- as above

        receivers.connect()
        taken.register(closing.shut)
        # `services.sessions.start` writes last_login, with the days on which the person was here before.
        user_logged_in.disconnect(dispatch_uid="update_last_login")
