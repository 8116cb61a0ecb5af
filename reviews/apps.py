from django.apps import AppConfig

from reviews.refusals import REFUSALS


class ReviewsConfig(AppConfig):
    name = "reviews"
    verbose_name = "Reviews"
    pages = {"review": "review", "return": "return", "actionline": "line"}

    refusals = REFUSALS
