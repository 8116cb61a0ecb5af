from django.urls import path, register_converter

from problems.lifecycle import Action
from problems.views import lists, moves, pages
from records.urls import choice_converter

register_converter(choice_converter(Action), "problem_move")

app_name = "problems"
urlpatterns = [
    path("", lists.problem_list, name="list"),
    path("open/", lists.problem_open, name="open"),
    path("<slug:reference>/", pages.problem_detail, name="detail"),
    path("<slug:reference>/officer/", moves.officer_name, name="officer"),
    path("<slug:reference>/<problem_move:action>/", moves.problem_move, name="move"),
]
