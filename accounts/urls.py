"""Addresses of signing in. allauth's are named one by one: what is not here (sign-up, a person's own choice of
e-mail address, connected accounts) answers 404.
"""

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as agency
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path

from accounts.views import agencies, entrance, own, people, registering, typing

own_pages = [
    path("", own.account, name="account"),
    path("sessions/", own.session_list, name="sessions"),
    path("sessions/end-others/", own.session_end_others, name="end_other_sessions"),
    path("sessions/<int:pk>/end/", own.session_end, name="end_session"),
    path("kept/<int:pk>/", own.kept_form, name="kept_form"),
    path("kept/<int:pk>/discard/", own.kept_form_discard, name="discard_form"),
    path("typed/", typing.typed, name="typed"),
    path("invitation/<str:token>/", entrance.invitation_accept, name="accept_invitation"),
    path("register/<slug:reference>/", registering.register_group, name="register_group"),
    path("register/<slug:reference>/done/", registering.registration_done, name="registration_done"),
    path("demonstration/", entrance.demonstration_sign_in, name="demonstration_sign_in"),
    path("people/<int:pk>/", people.person_account, name="person"),
    path("people/<int:pk>/log/", people.person_log, name="log"),
    path("people/<int:pk>/invite/", people.person_invite, name="invite"),
    path("people/<int:pk>/resend/", people.person_resend, name="resend"),
    path("people/<int:pk>/close/", people.person_close, name="close"),
    path("people/<int:pk>/second-factor/", people.person_second_factor, name="reset_second_factor"),
    path("people/<int:pk>/access/", people.person_access_end, name="access_end"),
    path("people/<int:pk>/leave/", people.person_leave, name="leave"),
]

urlpatterns = [
    path("", include((own_pages, "accounts"))),
    path("login/", entrance.SignInView.as_view(), name="account_login"),
    path("logout/", entrance.sign_out, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", own.confirming(account.reauthenticate), name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", entrance.password_forgotten, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("2fa/reauthenticate/", own.confirming(factors.reauthenticate), name="mfa_reauthenticate"),
    path(
        "2fa/webauthn/reauthenticate/",
        own.confirming(passkeys.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path("2fa/", include("allauth.mfa.urls")),
    path("agency/cancelled/", agency.login_cancelled, name="socialaccount_login_cancelled"),
    path("agency/error/", login_not_required(agency.login_error), name="socialaccount_login_error"),
    path("oidc/<str:provider_id>/login/", agencies.directory_sign_in, name="openid_connect_login"),
    path(
        "oidc/<str:provider_id>/login/callback/", agencies.directory_callback, name="openid_connect_callback"
    ),
]
