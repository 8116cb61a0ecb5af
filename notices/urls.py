from django.urls import path

from notices import views

app_name = "notices"
urlpatterns = [
    path("", views.notice_list, name="list"),
    path("read/", views.notice_read_all, name="read_all"),
    path("<slug:token>/read/", views.notice_read, name="read"),
    path("preferences/", views.mail_preferences, name="preferences"),
    path("kept/", views.kept_mail, name="kept"),
]
