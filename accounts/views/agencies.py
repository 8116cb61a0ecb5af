"""Away to an agency's directory, and back."""

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from requests import RequestException

from accounts.directories import DirectoryAdapter


def _by(view):
    @login_not_required
    def to_directory(request, provider_id):
        try:
            return view.adapter_view(DirectoryAdapter(request, provider_id))(request)
        except SocialApp.DoesNotExist:
            raise Http404 from None
        except (OAuth2Error, RequestException) as error:
            provider = get_adapter().get_provider(request, provider_id)
            return render_authentication_error(request, provider, exception=error)

    return to_directory


directory_sign_in = _by(OAuth2LoginView)
directory_callback = _by(OAuth2CallbackView)
