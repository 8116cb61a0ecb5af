from django.urls import path

from assessments.urls import assessments, data, evidence, indicators, timetables
from assessments.views import home

app_name = "assessments"
urlpatterns = [
    path("", home.assessments_home, name="home"),
    *data.urlpatterns,
    *indicators.urlpatterns,
    *evidence.urlpatterns,
    *timetables.urlpatterns,
    *assessments.urlpatterns,
]
