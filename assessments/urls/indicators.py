"""Indicators, their figures, and the weights and peer groups that go with them."""

from django.urls import path, register_converter

from assessments.lifecycle.evidence import IndicatorAction
from assessments.views import figures, indicators, weights
from records.urls import choice_converter

register_converter(choice_converter(IndicatorAction), "indicator_move")

ONE = "<slug:reference>"
urlpatterns = [
    path("indicators/", indicators.indicator_list, name="indicators"),
    path("indicators/add/", indicators.indicator_add, name="indicator_add"),
    path("indicators/weights/", weights.weight_list, name="weights"),
    path("indicators/weights/add/", weights.weight_add, name="weights_add"),
    path("indicators/peers/add/", weights.peers_add, name="peers_add"),
    path(f"indicators/{ONE}/", indicators.indicator_show, name="indicator"),
    path(f"indicators/{ONE}/peers/", indicators.indicator_peers, name="indicator_peers"),
    path(f"indicators/{ONE}/about/", indicators.indicator_about, name="indicator_about"),
    path(f"indicators/{ONE}/earlier/", figures.indicator_earlier, name="indicator_earlier"),
    path(f"indicators/{ONE}/change/", indicators.indicator_change, name="indicator_change"),
    path(f"indicators/{ONE}/figure/", figures.observe_add, name="observe"),
    path(f"indicators/{ONE}/import/", figures.figures_import, name="figures_import"),
    path(f"indicators/{ONE}/target/", indicators.target, name="target_add"),
    path(f"indicators/{ONE}/target/<int:pk>/", indicators.target, name="target_change"),
    path(f"indicators/{ONE}/target/<int:pk>/remove/", indicators.target_remove, name="target_remove"),
    path(
        f"indicators/{ONE}/benchmark/<int:pk>/remove/", indicators.benchmark_remove, name="benchmark_remove"
    ),
    path(f"indicators/{ONE}/benchmark/", indicators.benchmark, name="benchmark_add"),
    path(f"indicators/{ONE}/benchmark/<int:pk>/", indicators.benchmark, name="benchmark_change"),
    path(f"indicators/{ONE}/<indicator_move:action>/", indicators.indicator_move, name="indicator_move"),
]
