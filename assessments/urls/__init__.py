from django.urls import path

from assessments.urls import assessments, data, evidence, indicators, timetables
from assessments.views import home
from records.urls import shortest_first

app_name = "assessments"
urlpatterns = [
    path("", home.assessments_home, name="home"),
    *data.urlpatterns,
    *indicators.urlpatterns,
    *evidence.urlpatterns,
    *timetables.urlpatterns,
    *assessments.urlpatterns,
]
urlpatterns = shortest_first(urlpatterns)
