from django.urls import path

from funding.urls import bids, calls, funds, outside
from funding.views import home

app_name = "funding"
urlpatterns = [
    path("", home.funding_home, name="home"),
    *funds.urlpatterns,
    *calls.urlpatterns,
    *outside.urlpatterns,
    *bids.urlpatterns,
]
