"""Priorities, studies, and what is asked of agencies."""

from django.urls import path, register_converter

from assessments.lifecycle.evidence import PriorityAction, StudyAction
from assessments.views import asks, priorities, studies
from records.urls import choice_converter

register_converter(choice_converter(PriorityAction), "priority_move")
register_converter(choice_converter(StudyAction), "study_move")

ONE = "<slug:reference>"
urlpatterns = [
    path("priorities/", priorities.priority_list, name="priorities"),
    path("priorities/add/", priorities.priority_add, name="priority_add"),
    path("priorities/matrix/", priorities.priority_matrix, name="priority_matrix"),
    path(f"priorities/{ONE}/", priorities.priority_show, name="priority"),
    path(f"priorities/{ONE}/change/", priorities.priority_change, name="priority_change"),
    path(f"priorities/{ONE}/rate/", priorities.priority_rate, name="priority_rate"),
    path(f"priorities/{ONE}/<priority_move:action>/", priorities.priority_move, name="priority_move"),
    path("studies/", studies.study_list, name="studies"),
    path("studies/add/", studies.study_add, name="study_add"),
    path(f"studies/{ONE}/", studies.study_show, name="study"),
    path(f"studies/{ONE}/change/", studies.study_change, name="study_change"),
    path(f"studies/{ONE}/use/", studies.study_use, name="study_use"),
    path(f"studies/{ONE}/<study_move:action>/", studies.study_move, name="study_move"),
    path("requests/", asks.ask_list, name="asks"),
    path("requests/add/", asks.ask_add, name="ask_add"),
    path("requests/by-person/", asks.ask_loads, name="ask_loads"),
    path(f"requests/{ONE}/", asks.ask_show, name="ask"),
    path(f"requests/{ONE}/change/", asks.ask_change, name="ask_change"),
    path(f"requests/{ONE}/more/", asks.ask_more, name="ask_more"),
    path(f"requests/{ONE}/answer/", asks.ask_answer, name="ask_answer"),
    path(f"requests/{ONE}/again/", asks.ask_again, name="ask_again"),
    path(f"requests/{ONE}/withdraw/", asks.ask_withdraw, name="ask_withdraw"),
]
