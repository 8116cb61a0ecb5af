from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "documents"
    verbose_name = "Documents"

    def ready(self):
        from audit import taken as audited  # noqa: PLC0415 -- need the app registry
        from documents import taken  # noqa: PLC0415

        audited.register(taken.NAME, taken.KIND)
