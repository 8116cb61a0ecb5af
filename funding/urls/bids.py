"""A bid's own pages: written, sent, received. Scoring, deciding and delivery have modules of their own."""

from django.urls import path, register_converter

from funding.lifecycle.bids import Action
from funding.lifecycle.sections import Section
from funding.views import bids, groups, printed, receiving, starting, supporting, writing
from records.urls import choice_converter

register_converter(choice_converter(Action), "bid_move")
register_converter(choice_converter(Section), "bid_section")

urlpatterns = [
    path("bids/", bids.bid_list, name="bids"),
    path("bids/<slug:reference>/", bids.bid_show, name="bid"),
    path("bids/<slug:reference>/pdf/", printed.bid_pdf, name="bid_pdf"),
    path("bids/<slug:reference>/write/", writing.bid_write, name="bid_write"),
    path("bids/<slug:reference>/write/check/", writing.bid_check, name="bid_check"),
    path("bids/<slug:reference>/write/send/", writing.bid_express, name="bid_express"),
    path("bids/<slug:reference>/write/partners/", starting.bid_partners, name="bid_partners"),
    path(
        "bids/<slug:reference>/write/partners/<int:pk>/remove/",
        starting.partner_remove,
        name="bid_partner_remove",
    ),
    path("bids/<slug:reference>/write/documents/", writing.bid_documents, name="bid_documents"),
    path("bids/<slug:reference>/write/<bid_section:section>/", writing.bid_section, name="bid_section"),
    path("bids/<slug:reference>/supporters/", supporting.supporter_list, name="supporters"),
    path(
        "bids/<slug:reference>/supporters/<int:pk>/remove/",
        supporting.supporter_remove,
        name="supporter_remove",
    ),
    path("bids/<slug:reference>/carry/", starting.bid_carry, name="bid_carry"),
    path("bids/<slug:reference>/join/", starting.partner_join, name="bid_join"),
    path("bids/<slug:reference>/step/<bid_move:action>/", receiving.bid_move, name="bid_move"),
    path("groups/", groups.group_list, name="groups"),
    path("groups/<int:pk>/", groups.group_show, name="group"),
    path("groups/<int:pk>/training/", groups.training_add, name="training_add"),
    path("groups/<int:pk>/training/<int:training>/remove/", groups.training_remove, name="training_remove"),
    path("groups/registrations/<int:pk>/", groups.registration_settle, name="registration_settle"),
]
