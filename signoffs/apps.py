from django.apps import AppConfig


class SignoffsConfig(AppConfig):
    name = "signoffs"
    verbose_name = "Sign-offs"

    def ready(self):
        from audit import verify as checks  # noqa: PLC0415 -- need the app registry
        from signoffs import verify  # noqa: PLC0415

        checks.register("sign-offs", verify.verify_signoffs)
        checks.register("withdrawals", verify.verify_withdrawals)
