app_name = "signoffs"
urlpatterns = []
