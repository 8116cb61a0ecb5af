"""Where the portal asks more of an agency's directory than allauth: OpenID Connect to the letter.

allauth leaves the signature of a token out that it fetched itself, as the standard allows, sends no nonce, and
takes whatever issuer a directory says it is.
"""

import hashlib
import re

import jwt
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter

ALGORITHMS = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"}
CLAIMS = {"iss", "sub", "aud", "exp", "nonce"}


class DirectoryAdapter(OpenIDConnectOAuth2Adapter):
    verifier = None

    @property
    def openid_config(self):
        config = super().openid_config
        expected = re.sub(r"/\.well-known/.*", "", self.get_provider().server_url)
        if str(config.get("issuer")).rstrip("/") != expected.rstrip("/"):
            raise OAuth2Error(f"The directory at {expected} says that it is {config.get('issuer')}.")
        return config

    def get_access_token_data(self, request, app, client, pkce_code_verifier=None):
        self.verifier = pkce_code_verifier
        return super().get_access_token_data(request, app, client, pkce_code_verifier=pkce_code_verifier)

    def complete_login(self, request, app, token, **kwargs):
        if not kwargs["response"].get("id_token"):
            raise OAuth2Error("The directory gave no token that says who it is.")
        return super().complete_login(request, app, token, **kwargs)

    def _decode_id_token(self, app, id_token):
        try:
            if (algorithm := jwt.get_unverified_header(id_token).get("alg")) not in ALGORITHMS:
                raise OAuth2Error(f"The token is signed by {algorithm}, which is not accepted.")
            claims = jwtkit.verify_and_decode(
                credential=id_token,
                keys_url=self.openid_config["jwks_uri"],
                issuer=self.openid_config["issuer"],
                audience=app.client_id,
                lookup_kid=jwtkit.lookup_kid_jwk,
            )
        except (KeyError, ValueError, TypeError, jwt.PyJWTError) as error:
            raise OAuth2Error("The token cannot be verified.") from error
        if missing := CLAIMS - claims.keys():
            raise OAuth2Error(f"The token lacks {', '.join(sorted(missing))}.")
        if claims["nonce"] != nonce_of(self.verifier):
            raise OAuth2Error("The token belongs to another sign-in.")
        return claims


class DirectoryProvider(OpenIDConnectProvider):
    oauth2_adapter_class = DirectoryAdapter

    def get_pkce_params(self):
        """The nonce stands for the verifier, which this session alone holds."""
        params = super().get_pkce_params()
        return params | {"nonce": nonce_of(params["code_verifier"])}

    def sociallogin_from_response(self, request, response):
        told = response.get("userinfo")
        if told and told.get("sub") != response["id_token"]["sub"]:
            raise OAuth2Error("The directory tells of another person than it signed for.")
        login = super().sociallogin_from_response(request, response)
        login.methods = response["id_token"].get("amr")  # how the person proved who they are, if it says
        return login

    def extract_extra_data(self, data):
        return {}  # of what the directory tells, the key of the person is kept and nothing else


def nonce_of(verifier):
    return hashlib.sha256(f"nonce:{verifier}".encode()).hexdigest()
