from django.apps import AppConfig

from reviews.refusals import REFUSALS


class ReviewsConfig(AppConfig):
    name = "reviews"
    verbose_name = "Reviews"
    pages = {"review": "review", "return": "return", "actionline": "line"}

    refusals = REFUSALS

    def ready(self):
        from records.walls import ALSO_WALLED  # noqa: PLC0415 -- models are not there before
        from reviews.models import Release  # noqa: PLC0415 -- as above

        ALSO_WALLED.append(lambda record: Release.objects.filter(document=record.pk).exists())
