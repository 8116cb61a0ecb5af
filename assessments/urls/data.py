"""Data that is loaded, and crime in numbers."""

from django.urls import path

from assessments.views import crime, loads, lookups

urlpatterns = [
    path("crime/", crime.crime_show, name="crime"),
    path("crime/hotspots/", crime.hotspots_show, name="hotspots"),
    path("crime/harm/", crime.harm_show, name="harm"),
    path("data/", loads.load_list, name="loads"),
    path("data/load/", loads.load_add, name="load_add"),
    path("data/areas/", lookups.lookup_add, name="lookup"),
    path("data/population/", lookups.population_add, name="population"),
    path("data/outlines/", lookups.boundaries_add, name="boundaries"),
    path("data/<int:pk>/", loads.load_show, name="load"),
    path("data/<int:pk>/confirm/", loads.load_confirm, name="load_confirm"),
    path("data/<int:pk>/cancel/", loads.load_cancel, name="load_cancel"),
]
