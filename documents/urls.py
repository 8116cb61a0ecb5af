from django.urls import path

from documents import views

app_name = "documents"
urlpatterns = [
    path("", views.document_list, name="list"),
    path("new/", views.document_add, name="new"),
    path("<slug:reference>/", views.document_detail, name="detail"),
    path("<slug:reference>/change/", views.document_change, name="change"),
    path("<slug:reference>/versions/new/", views.document_version, name="version"),
    path("<slug:reference>/versions/<str:number>/file/", views.version_download, name="download"),
    path("<slug:reference>/compare/", views.document_compare, name="compare"),
    path("<slug:reference>/stage/<str:action>/", views.document_stage, name="stage"),
    path("<slug:reference>/distribution/", views.document_distribution, name="distribution"),
    path("<slug:reference>/share/", views.document_share, name="share"),
]
