from django.urls import path

from funding.urls import bids, calls, deciding, delivery, funds, openness, outside, scoring
from funding.views import home
from records.urls import shortest_first

app_name = "funding"
urlpatterns = [
    path("", home.funding_home, name="home"),
    path("mine/", home.mine_show, name="mine"),
    *scoring.urlpatterns,
    *deciding.urlpatterns,
    *funds.urlpatterns,
    *calls.urlpatterns,
    *outside.urlpatterns,
    *openness.urlpatterns,
    *delivery.urlpatterns,
    *bids.urlpatterns,
]
urlpatterns = shortest_first(urlpatterns)
