from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "records"
    verbose_name = "Records"

    def ready(self):
        from records import tasks  # noqa: F401, PLC0415 -- so that `records.jobs.wake` finds its task in the web too
