from django.urls import path, register_converter

from actions import views
from actions.lifecycle import Action
from records.urls import choice_converter

register_converter(choice_converter(Action), "action_move")

app_name = "actions"
urlpatterns = [
    path("", views.action_list, name="list"),
    path("<slug:reference>/", views.action_detail, name="detail"),
    path("<slug:reference>/update/", views.action_update, name="update"),
    path("<slug:reference>/change/", views.action_change, name="change"),
    path("<slug:reference>/<action_move:action>/", views.action_move, name="move"),
]
