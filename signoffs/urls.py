from django.urls import path

from records import veil  # noqa: F401 -- knows <row:…>
from signoffs import views

app_name = "signoffs"
urlpatterns = [
    path("<row:signoff>/", views.signoff_detail, name="detail"),
    path("<row:signoff>/withdraw/", views.signoff_withdraw, name="withdraw"),
]
