from django.urls import path

from signoffs import views

app_name = "signoffs"
urlpatterns = [
    path("<int:signoff>/", views.signoff_detail, name="detail"),
    path("<int:signoff>/withdraw/", views.signoff_withdraw, name="withdraw"),
]
