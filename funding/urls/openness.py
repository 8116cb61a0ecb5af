"""What everyone may read of awards; and what is kept back, and why."""

from django.urls import path

from funding.views import openness

urlpatterns = [
    path("awards/", openness.award_list, name="awards"),
    path("awards/360giving.json", openness.award_data, {"kind": "json"}, name="awards_json"),
    path("awards/360giving.csv", openness.award_data, {"kind": "csv"}, name="awards_csv"),
    path("bids/<slug:reference>/publishing/", openness.award_keep_back, name="award_keep_back"),
    path("bids/<slug:reference>/subsidy/", openness.subsidy, name="subsidy"),
]
