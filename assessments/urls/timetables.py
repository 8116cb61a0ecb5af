"""Yearly timetables."""

from django.urls import path, register_converter

from assessments.lifecycle.timetables import TimetableAction
from assessments.views import timetables
from records.urls import choice_converter

register_converter(choice_converter(TimetableAction), "timetable_move")

ONE = "timetables/<slug:reference>/"
urlpatterns = [
    path("timetables/", timetables.timetable_list, name="timetables"),
    path("timetables/begin/", timetables.timetable_begin, name="timetable_begin"),
    path(ONE, timetables.timetable_show, name="timetable"),
    path(f"{ONE}next/", timetables.timetable_next, name="timetable_next"),
    path(f"{ONE}steps/add/", timetables.timetable_step, name="timetable_step_add"),
    path(f"{ONE}steps/<int:pk>/", timetables.timetable_step, name="timetable_step"),
    path(f"{ONE}steps/<int:pk>/remove/", timetables.timetable_step_remove, name="timetable_step_remove"),
    path(f"{ONE}steps/<int:pk>/done/", timetables.timetable_step_done, name="timetable_step_done"),
    path(f"{ONE}steps/<int:pk>/undone/", timetables.timetable_step_undone, name="timetable_step_undone"),
    path(f"{ONE}<timetable_move:action>/", timetables.timetable_move, name="timetable_move"),
]
