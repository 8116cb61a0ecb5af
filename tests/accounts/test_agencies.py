"""Signing in through an agency's own directory, against a directory that runs for the test."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.core.exceptions import ImproperlyConfigured

from accounts import services
from audit.models import Event
from config import oidc
from partnership.models import User

pytestmark = pytest.mark.django_db


KEY, STRANGER = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))


class Directory(BaseHTTPRequestHandler):
    """Discovery, token and person of an OpenID Connect server. ``claims`` are what it says of the person.

    ``token`` is what its token says otherwise, ``key`` and ``algorithm`` what it is signed with; ``discovered`` is
    what it says of itself otherwise, ``moved`` where it sends whoever asks.
    """

    claims, token, discovered = {}, {}, {}
    key, algorithm, moved, nonce = KEY, "RS256", "", ""

    def do_GET(self):
        root = f"http://127.0.0.1:{self.server.server_port}"
        if self.moved:
            self.send_response(302)
            self.send_header("Location", self.moved)
            self.end_headers()
        elif self.path.startswith("/.well-known/"):
            names = ("authorization", "token", "userinfo")
            said = {"issuer": root, "jwks_uri": f"{root}/keys"} | {
                f"{n}_endpoint": f"{root}/{n}" for n in names
            }
            self.answer(said | self.discovered)
        elif self.path == "/keys":
            public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
            self.answer({"keys": [public | {"kid": "1", "alg": "RS256", "use": "sig"}]})
        else:
            self.answer(self.claims)

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        root = f"http://127.0.0.1:{self.server.server_port}"
        said = {
            "iss": root,
            "aud": "portal",
            "exp": 4102444800,
            "iat": 0,
            "nonce": self.nonce,
            **self.claims,
            **self.token,
        }
        said = {name: value for name, value in said.items() if value is not None}
        token = jwt.encode(said, self.key, self.algorithm, headers={"kid": "1"})
        self.answer({"access_token": "a", "token_type": "Bearer", "id_token": token})

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
    settings.SOCIALACCOUNT_PROVIDERS = oidc.providers(settings.OIDC_BY_ID)
    for name, value in {"claims": {}, "token": {}, "discovered": {}, "moved": ""}.items():
        setattr(Directory, name, value)
    Directory.key, Directory.algorithm = KEY, "RS256"
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
    assert len(asked["nonce"][0]) == 64
    directory.nonce = asked["nonce"][0]
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


@pytest.mark.parametrize(("methods", "page"), [(["pwd"], 302), (["pwd", "mfa"], 200), ([], 302)])
def test_a_directory_that_says_it_asked_for_no_second_factor_vouches_for_none(
    methods, page, directory, client, police_lead, settings
):
    settings.SECOND_FACTOR_REQUIRED = True
    directory.token = {"amr": methods}

    come_back(client, directory, email="lead@police.example")

    assert client.get("/accounts/sessions/").status_code == page


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


@pytest.mark.parametrize(
    "token",
    [
        {"aud": "another-portal"},
        {"iss": "https://another.example"},
        {"exp": 1000000000},
        {"exp": None},
        {"nonce": "of-another-sign-in"},
        {"nonce": None},
        {"sub": "999"},
        {"sub": None},
    ],
    ids=lambda token: " ".join(f"{name}={value}" for name, value in token.items()),
)
def test_a_token_that_was_not_made_for_this_sign_in_opens_nothing(token, directory, client, police_lead):
    directory.token = token

    response = come_back(client, directory, email="lead@police.example")

    assert "sign-in did not work" in response.content.decode()
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    ("key", "algorithm"),
    [(STRANGER, "RS256"), ("k" * 32, "HS256"), (None, "none")],
    ids=["forged", "shared", "none"],
)
def test_a_token_that_the_directory_did_not_sign_opens_nothing(
    key, algorithm, directory, client, police_lead
):
    directory.key, directory.algorithm = key, algorithm

    response = come_back(client, directory, email="lead@police.example")

    assert "sign-in did not work" in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_an_answer_that_this_browser_did_not_ask_for_opens_nothing(directory, client, police_lead):
    away = type(client)().post("/accounts/oidc/police/login/")
    state = parse_qs(urlsplit(away.headers["Location"]).query)["state"][0]

    response = client.get("/accounts/oidc/police/login/callback/", {"code": "c", "state": state})

    assert "sign-in did not work" in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_an_answer_is_taken_from_the_directory_that_was_asked(directory, client, police_lead, settings):
    other = settings.OIDC_BY_ID["police"] | {"id": "fire", "client_id": "other"}
    settings.OIDC_BY_ID = settings.OIDC_BY_ID | {"fire": other}
    settings.SOCIALACCOUNT_PROVIDERS = oidc.providers(settings.OIDC_BY_ID)
    away = client.post("/accounts/oidc/fire/login/")
    state = parse_qs(urlsplit(away.headers["Location"]).query)["state"][0]

    response = client.get("/accounts/oidc/police/login/callback/", {"code": "c", "state": state})

    assert "sign-in did not work" in response.content.decode()


def test_a_directory_that_says_it_is_another_is_not_asked(directory, client):
    directory.discovered = {"issuer": "https://another.example"}

    assert "sign-in did not work" in client.post("/accounts/oidc/police/login/").content.decode()


def test_a_directory_that_sends_one_elsewhere_is_not_followed(directory, client):
    directory.moved = "http://127.0.0.1:9/"

    assert "sign-in did not work" in client.post("/accounts/oidc/police/login/").content.decode()


def test_a_directory_that_is_away_is_said_in_words(directory, client, settings):
    entry = settings.OIDC_BY_ID["police"] | {"server_url": "http://127.0.0.1:9"}
    settings.SOCIALACCOUNT_PROVIDERS = oidc.providers({"police": entry})

    assert "sign-in did not work" in client.post("/accounts/oidc/police/login/").content.decode()


def test_nobody_is_taken_away_without_pressing(directory, client):
    page = client.get("/accounts/oidc/police/login/")

    assert page.status_code == 200
    assert "<form" in page.content.decode()
    assert "_auth_user_id" not in client.session


def test_an_address_that_was_given_to_another_person_opens_no_account(directory, client, police_lead):
    come_back(client, directory, email="lead@police.example")
    client.post("/accounts/logout/")

    response = come_back(client, directory, email="lead@police.example", sub="456")

    assert "This address belonged to somebody else" in response.content.decode()
    assert "_auth_user_id" not in client.session
    assert Event.objects.filter(verb="fail to sign in", subject=f"user:{police_lead.pk}").exists()


def test_one_person_of_a_directory_opens_one_account(directory, client, police_lead, county):
    User.objects.filter(pk=county.health_lead.pk).update(email="other@police.example")
    come_back(client, directory, email="lead@police.example")
    client.post("/accounts/logout/")

    assert come_back(client, directory, email="other@police.example").status_code == 403


def test_whoever_is_invited_anew_is_recognised_anew(directory, client, police_lead, county):
    come_back(client, directory, email="lead@police.example")
    services.close_account(police_lead, by=county.administrator, reason="Left")
    services.invite_person(police_lead.person, email="lead@police.example", by=county.administrator)

    come_back(client, directory, email="lead@police.example", sub="456")

    assert client.session["_auth_user_id"] == str(police_lead.pk)


def test_of_what_the_directory_tells_only_its_key_of_the_person_is_kept(directory, client, police_lead):
    come_back(client, directory, email="lead@police.example", name="Lead", phone_number="01234")

    kept = SocialAccount.objects.get(user=police_lead)
    assert (kept.uid, kept.extra_data) == ("123", {})


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
