from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Home"

    def ready(self):
        from home import context  # noqa: PLC0415 -- needs the app registry

        context.connect()
