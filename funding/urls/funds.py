"""Funds, their money, and spending plans."""

from django.urls import path, register_converter

from funding.lifecycle.plans import FundAction, PlanAction
from funding.views import funds, plans
from records.urls import choice_converter

register_converter(choice_converter(FundAction), "fund_move")
register_converter(choice_converter(PlanAction), "plan_move")

urlpatterns = [
    path("funds/", funds.fund_list, name="funds"),
    path("funds/<slug:reference>/", funds.fund_show, name="fund"),
    path("plans/", plans.plan_list, name="plans"),
    path("plans/<slug:reference>/", plans.plan_show, name="plan"),
]
