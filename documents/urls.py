from django.urls import path

from documents import views

app_name = "documents"
urlpatterns = [
    path("", views.document_list, name="list"),
    path("new/", views.document_add, name="new"),
    path("listed/", views.document_listed, name="listed"),
    path("<slug:reference>/", views.document_detail, name="detail"),
    path("<slug:reference>/change/", views.document_change, name="change"),
    path("<slug:reference>/versions/new/", views.document_version, name="version"),
    path("<slug:reference>/versions/<str:number>/file/", views.version_download, name="download"),
    path("<slug:reference>/compare/", views.document_compare, name="compare"),
    path("<slug:reference>/stage/<str:action>/", views.document_stage, name="stage"),
    path("<slug:reference>/distribution/", views.document_distribution, name="distribution"),
    path("<slug:reference>/ask/", views.document_ask, name="ask"),
    path("<slug:reference>/copies/<int:copy>/", views.copy_answer, name="answer"),
    path("<slug:reference>/share/", views.document_share, name="share"),
]
