"""The portal's addresses with the gallery, which is otherwise there in DEBUG only."""

from django.urls import include, path

from config.urls import urlpatterns as portal

urlpatterns = [path("design/", include("design.urls")), *portal]
