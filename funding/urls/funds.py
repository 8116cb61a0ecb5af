"""Funds, their money, and spending plans."""

from django.urls import path, register_converter

from funding.lifecycle.plans import FundAction, PlanAction
from funding.views import dividing, fund_years, funds, paying, plans
from records.urls import choice_converter

register_converter(choice_converter(FundAction), "fund_move")
register_converter(choice_converter(PlanAction), "plan_move")

YEAR = "funds/<slug:reference>/<int:year>"
urlpatterns = [
    path("funds/", funds.fund_list, name="funds"),
    path("funds/add/", funds.fund_add, name="fund_add"),
    path("funds/contributions/", funds.fund_contributions, name="contributions"),
    path("funds/<slug:reference>/", funds.fund_show, name="fund"),
    path("funds/<slug:reference>/change/", funds.fund_change, name="fund_change"),
    path("funds/<slug:reference>/years/", funds.fund_year_open, name="fund_year_open"),
    path("funds/<slug:reference>/holder/", funds.fund_holder, name="fund_holder"),
    path("funds/<slug:reference>/<fund_move:action>/", funds.fund_move, name="fund_move"),
    path(f"{YEAR}/", fund_years.fund_year_show, name="fund_year"),
    path(f"{YEAR}/ledger/", fund_years.fund_ledger, name="fund_ledger"),
    path(f"{YEAR}/contributions/", fund_years.contribution_add, name="contribution_add"),
    path(f"{YEAR}/contributions/<int:pk>/", fund_years.contribution_state, name="contribution_state"),
    path(f"{YEAR}/allocations/", fund_years.allocation_add, name="allocation_add"),
    path(f"{YEAR}/allocations/<int:pk>/", fund_years.allocation_change, name="allocation_change"),
    path(f"{YEAR}/divide/", dividing.fund_divide, name="fund_divide"),
    path(f"{YEAR}/rule/", fund_years.rule_set, name="rule_set"),
    path(f"{YEAR}/returns/", fund_years.return_add, name="return_add"),
    path(f"{YEAR}/returns/<int:pk>/", fund_years.return_send, name="return_send"),
    path(f"{YEAR}/virements/", fund_years.virement_ask, name="virement_ask"),
    path(f"{YEAR}/virements/<int:pk>/", fund_years.virement_decide, name="virement_decide"),
    path("shares/<slug:slug>/", dividing.share_show, name="share"),
    path("plans/", plans.plan_list, name="plans"),
    path("plans/add/", plans.plan_add, name="plan_add"),
    path("plans/<slug:reference>/", plans.plan_show, name="plan"),
    path("plans/<slug:reference>/change/", plans.plan_change, name="plan_change"),
    path("plans/<slug:reference>/people/", plans.plan_editors, name="plan_editors"),
    path("plans/<slug:reference>/lines/", plans.line_add, name="line_add"),
    path("plans/<slug:reference>/lines/<int:pk>/", plans.line_change, name="line_change"),
    path("plans/<slug:reference>/lines/<int:pk>/remove/", plans.line_remove, name="line_remove"),
    path("plans/<slug:reference>/lines/<int:pk>/pay/", paying.line_pay, name="line_pay"),
    path("plans/<slug:reference>/lines/<int:pk>/paid-back/", paying.line_paid_back, name="line_paid_back"),
    path("plans/<slug:reference>/payments/", paying.plan_payments, name="plan_payments"),
    path("plans/<slug:reference>/splits/", plans.split_add, name="split_add"),
    path("plans/<slug:reference>/splits/<int:pk>/", plans.split_change, name="split_change"),
    path("plans/<slug:reference>/pdf/", plans.plan_pdf, name="plan_pdf"),
    path("plans/<slug:reference>/<plan_move:action>/", plans.plan_move, name="plan_move"),
]
