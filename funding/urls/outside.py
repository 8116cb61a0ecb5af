"""Bids to others, commissioned services, and proposals."""

from django.urls import path

from funding.views import outside, proposals, services

urlpatterns = [
    path("outside/", outside.outside_list, name="outside_bids"),
    path("outside/<slug:reference>/", outside.outside_show, name="outside"),
    path("services/", services.service_list, name="services"),
    path("services/<slug:reference>/", services.service_show, name="service"),
    path("proposals/", proposals.proposals_list, name="proposal_sets"),
    path("proposals/<slug:reference>/", proposals.proposals_show, name="proposals"),
]
