from django.urls import path

from funding.views import calls

urlpatterns = [
    path("calls/", calls.call_list, name="calls"),
    path("calls/<slug:reference>/", calls.call_show, name="call"),
]
