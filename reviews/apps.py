from django.apps import AppConfig

from reviews.refusals import REFUSALS


class ReviewsConfig(AppConfig):
    name = "reviews"
    verbose_name = "Reviews"
    pages = {
        "review": "review",
        "return": "return",
        "managementreview": "management",
        "pressstatement": "statement",
        "actionline": "line",
        "chronologypart": "part",
    }

    refusals = REFUSALS

    def ready(self):
        from audit import taken as audited  # noqa: PLC0415 -- models are not there before
        from partnership.services.partnerships import role_given  # noqa: PLC0415 -- as above
        from records.walls import ALSO_WALLED  # noqa: PLC0415 -- models are not there before
        from reviews.models import Release  # noqa: PLC0415 -- as above
        from reviews.services import coordinators, management, people, submission, taken  # noqa: PLC0415 -- as above
        from signoffs.contents import register  # noqa: PLC0415

        register("reviews.review", people.signed_now, act=people.ACT, of_one=True)
        register("reviews.managementreview", management.content_of, act=management.ACT)
        register("reviews.review", submission.signed_now, act=submission.ACT, of_one=True)
        role_given.connect(coordinators.tell_of_role, dispatch_uid="reviews.role_given")
        audited.register(taken.NAME, taken.KIND)
        ALSO_WALLED.append(lambda record: Release.objects.filter(document=record.pk).exists())
