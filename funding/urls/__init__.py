from django.urls import path

from funding.urls import bids, calls, delivery, funds, openness, outside
from funding.views import home

app_name = "funding"
urlpatterns = [
    path("", home.funding_home, name="home"),
    *funds.urlpatterns,
    *calls.urlpatterns,
    *outside.urlpatterns,
    *openness.urlpatterns,
    *delivery.urlpatterns,
    *bids.urlpatterns,
]
