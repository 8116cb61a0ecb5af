"""Calls for bids: for those who run the funding, for applicants, and open to everybody."""

from django.urls import path, register_converter

from funding.lifecycle.calls import CallAction
from funding.views import calls, open, receiving, starting
from records.urls import choice_converter

register_converter(choice_converter(CallAction), "call_move")

urlpatterns = [
    path("open/", open.open_list, name="open_calls"),
    path("open/<slug:reference>/", open.open_show, name="open_call"),
    path("calls/", calls.call_list, name="calls"),
    path("calls/add/", calls.call_add, name="call_add"),
    path("calls/<slug:reference>/", calls.call_show, name="call"),
    path("calls/<slug:reference>/change/", calls.call_change, name="call_change"),
    path("calls/<slug:reference>/bid/", starting.bid_start, name="bid_start"),
    path("calls/<slug:reference>/late/", receiving.late_allow, name="late_allow"),
    path("calls/<slug:reference>/<call_move:action>/", calls.call_move, name="call_move"),
]
