"""Bids to others, commissioned services, what ends, and proposals."""

from django.urls import path, register_converter

from funding.lifecycle.outside import OutsideAction, ProposalsAction, ServiceAction
from funding.views import outside, proposals, services
from records.urls import choice_converter

register_converter(choice_converter(OutsideAction), "outside_move")
register_converter(choice_converter(ServiceAction), "service_move")
register_converter(choice_converter(ProposalsAction), "proposals_move")

ONE = "<slug:reference>"
urlpatterns = [
    path("outside/", outside.outside_list, name="outside_bids"),
    path("outside/add/", outside.outside_add, name="outside_add"),
    path(f"outside/{ONE}/", outside.outside_show, name="outside"),
    path(f"outside/{ONE}/change/", outside.outside_change, name="outside_change"),
    path(f"outside/{ONE}/delay/", outside.outside_delay, name="outside_delay"),
    path(f"outside/{ONE}/<outside_move:action>/", outside.outside_move, name="outside_move"),
    path("ending/", services.ending, name="ending"),
    path("services/", services.service_list, name="services"),
    path("services/add/", services.service_add, name="service_add"),
    path("services/gaps/", services.service_gaps, name="service_gaps"),
    path(f"services/{ONE}/", services.service_show, name="service"),
    path(f"services/{ONE}/change/", services.service_change, name="service_change"),
    path(f"services/{ONE}/measures/", services.measure, name="service_measure_add"),
    path(f"services/{ONE}/measures/<int:pk>/", services.measure, name="service_measure"),
    path(f"services/{ONE}/intakes/", services.intake, name="service_intake"),
    path(f"services/{ONE}/<service_move:action>/", services.service_move, name="service_move"),
    path("proposals/", proposals.proposals_list, name="proposal_sets"),
    path("proposals/add/", proposals.proposals_add, name="proposals_add"),
    path(f"proposals/{ONE}/", proposals.proposals_show, name="proposals"),
    path(f"proposals/{ONE}/change/", proposals.proposals_change, name="proposals_change"),
    path(f"proposals/{ONE}/new/", proposals.proposal, name="proposal_add"),
    path(f"proposals/{ONE}/<int:pk>/", proposals.proposal, name="proposal_change"),
    path(f"proposals/{ONE}/<int:pk>/remove/", proposals.proposal_remove, name="proposal_remove"),
    path(f"proposals/{ONE}/<proposals_move:action>/", proposals.proposals_move, name="proposals_move"),
]
