from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    name = "audit"
    verbose_name = "Audit"

    def ready(self):
        from audit import triggers  # noqa: PLC0415 -- needs the app registry

        connection_created.connect(triggers.teach_connection, dispatch_uid="audit.teach_connection")
        post_migrate.connect(triggers.install_after_migrate, dispatch_uid="audit.install_triggers")
