"""Signing in through an agency's own directory, against a directory that runs for the test."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from django.core.exceptions import ImproperlyConfigured

from audit.models import Event
from config import oidc
from partnership.models import User

pytestmark = pytest.mark.django_db


class Directory(BaseHTTPRequestHandler):
    """Discovery, token and person of an OpenID Connect server. ``claims`` are what it says of the person."""

    claims = {}

    def do_GET(self):
        root = f"http://127.0.0.1:{self.server.server_port}"
        if self.path.startswith("/.well-known/"):
            names = ("authorization", "token", "userinfo")
            self.answer(
                {"issuer": root, "jwks_uri": f"{root}/keys"} | {f"{n}_endpoint": f"{root}/{n}" for n in names}
            )
        else:
            self.answer(self.claims)

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        root = f"http://127.0.0.1:{self.server.server_port}"
        said = {"iss": root, "aud": "portal", "exp": 4102444800, "iat": 0, **self.claims}
        self.answer({"access_token": "a", "token_type": "Bearer", "id_token": jwt.encode(said, "k" * 32)})

    def answer(self, content):
        body = json.dumps(content).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def directory(settings):
    server = HTTPServer(("127.0.0.1", 0), Directory)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    entry = {
        "id": "police",
        "agency": "Northshire Police",
        "client_id": "portal",
        "secret": "secret",
        "server_url": f"http://127.0.0.1:{server.server_port}",
        "domains": ["police.example"],
        "second_factor": True,
    }
    settings.OIDC_BY_ID = oidc.read(json.dumps([entry]))
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": oidc.apps(settings.OIDC_BY_ID)}}
    yield Directory
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def police_lead(county):
    User.objects.filter(pk=county.police_lead.pk).update(email="lead@police.example")
    return User.objects.get(pk=county.police_lead.pk)


def come_back(client, directory, **claims):
    directory.claims = {"sub": "123", **claims}
    away = client.post("/accounts/oidc/police/login/?process=login&next=/accounts/")
    asked = parse_qs(urlsplit(away.headers["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    return client.get("/accounts/oidc/police/login/callback/", {"code": "c", "state": asked["state"][0]})


def test_the_page_has_a_button_for_the_agency(directory, client):
    page = client.get("/accounts/login/").content.decode()

    assert "Sign in with Northshire Police" in page
    assert 'action="/accounts/oidc/police/login/' in page


def test_an_invited_person_signs_in(directory, client, police_lead, settings):
    settings.SECOND_FACTOR_REQUIRED = True

    response = come_back(client, directory, email="Lead@police.example")

    assert response.headers["Location"] == "/accounts/"
    assert client.get("/accounts/").status_code == 200, "the directory vouches for a second factor"
    event = Event.objects.get(verb="sign in")
    assert (event.subject, event.changes["by"]) == (f"user:{police_lead.pk}", "agency sign-in")


def test_nobody_gets_an_account_by_it(directory, client, police_lead):
    before = User.objects.count()

    response = come_back(client, directory, email="new@police.example")

    assert response.status_code == 403
    assert "nobody has invited the address" in response.content.decode()
    assert User.objects.count() == before


def test_a_directory_vouches_for_its_own_domains_only(directory, client, county):
    response = come_back(client, directory, email=county.officer.email, email_verified=True)

    assert response.status_code == 403
    assert "_auth_user_id" not in client.session


def test_a_closed_account_stays_closed(directory, client, police_lead):
    police_lead.is_active = False
    police_lead.save()

    assert (
        come_back(client, directory, email="lead@police.example").headers["Location"] == "/accounts/inactive/"
    )


def test_an_agency_that_is_not_set_is_not_found(client):
    assert client.get("/accounts/oidc/fire/login/").status_code == 404


def test_a_refusal_of_the_directory_is_said_in_words(directory, client):
    away = client.post("/accounts/oidc/police/login/")
    state = parse_qs(urlsplit(away.headers["Location"]).query)["state"][0]

    response = client.get(
        "/accounts/oidc/police/login/callback/", {"error": "server_error", "state": state}, follow=True
    )

    assert "sign-in did not work" in response.content.decode()


def test_where_a_form_may_lead_is_named_for_the_policy():
    entry = {
        "id": "a",
        "agency": "A",
        "client_id": "c",
        "secret": "s",
        "server_url": "https://login.example/t/v2.0",
    }

    assert oidc.origins(oidc.read(json.dumps([entry]))) == ["https://login.example"]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("{", "is not JSON"),
        ('{"id": "police"}', "a JSON list"),
        ('[{"id": "police"}]', "lacks agency, client_id, secret, server_url"),
        (
            '[{"id": "P!", "agency": "a", "client_id": "c", "secret": "s", "server_url": "u"}]',
            "small letters",
        ),
        (
            '[{"id": "p", "agency": "a", "client_id": "c", "secret": "s", "server_url": "u", "x": 1}]',
            "unknown names: x",
        ),
    ],
)
def test_a_setting_that_makes_no_sense_stops_the_start(raw, words):
    with pytest.raises(ImproperlyConfigured, match=words):
        oidc.read(raw)
