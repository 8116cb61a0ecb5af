from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = "Meetings"

    def ready(self):
        from meetings.services.moves import content_of  # noqa: PLC0415 -- models are loaded by now, and not before
        from signoffs.contents import register  # noqa: PLC0415 -- as above

        register("meetings.meeting", content_of)
