from django.urls import path

from funding.views import bids

urlpatterns = [
    path("bids/", bids.bid_list, name="bids"),
    path("bids/<slug:reference>/", bids.bid_show, name="bid"),
]
