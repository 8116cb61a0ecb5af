from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "config"
    verbose_name = "The installation"

    def ready(self):
        from config import checks  # noqa: F401, PLC0415 -- registers the deployment checks
