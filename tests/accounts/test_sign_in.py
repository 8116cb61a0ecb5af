"""Signing in with e-mail and password, what is refused, and what the log says of it."""

import pytest
from django.urls import reverse

from accounts.models import SessionEntry
from audit.models import Event
from tests.accounts.conftest import PASSWORD

pytestmark = pytest.mark.django_db


def test_the_right_password_opens_the_home_page(officer, enter):
    response = enter("Officer@Example.org")

    assert response.status_code == 302
    assert response.headers["Location"] == reverse("home:home")
    officer.refresh_from_db()
    assert officer.last_login is not None
    assert officer.seen_at is not None
    assert SessionEntry.objects.get().user == officer
    event = Event.objects.get(verb="sign in")
    assert (event.actor, event.changes["by"]) == (f"user:{officer.pk}", "password")


def test_a_wrong_password_is_refused_and_noted_without_it(officer, enter):
    response = enter(officer.email, "wrong horse")

    assert response.status_code == 200
    assert "The e-mail address or the password is not right." in response.content.decode()
    event = Event.objects.get(verb="fail to sign in")
    assert event.subject == f"user:{officer.pk}"
    assert "wrong horse" not in str(event.changes)


def test_an_unknown_address_is_answered_alike_and_noted_only_as_a_hash(officer, enter):
    unknown = enter("nobody@example.org", "wrong horse")
    known = enter(officer.email, "wrong horse")

    assert words(unknown) == words(known)
    event = Event.objects.filter(verb="fail to sign in").first()
    assert event.subject.startswith("sign-in:")
    assert "nobody" not in str(vars(event))


def words(response):
    """The page without what differs by itself: tokens and the address typed."""
    text = response.content.decode()
    return [
        line
        for line in text.splitlines()
        if "csrf" not in line and "nonce" not in line and "value=" not in line
    ]


def test_the_sixth_attempt_is_refused_even_with_the_right_password(officer, enter):
    for _ in range(5):
        enter(officer.email, "wrong horse")

    response = enter(officer.email, PASSWORD)

    assert response.status_code == 200
    assert "Wait 5 minutes and try again" in response.content.decode()


def test_whoever_is_refused_for_trying_too_often_leaves_a_line(officer, enter, caplog):
    for _ in range(6):
        enter(officer.email, "wrong horse")

    [said] = [entry.getMessage() for entry in caplog.records if entry.name == "accounts.limits"]
    assert said.startswith("Too many attempts: password, for ")
    assert officer.email not in said


def test_what_stands_in_the_address_is_not_taken_for_the_form(officer, client):
    client.post(f"/accounts/login/?login={officer.email}&password={PASSWORD.replace(' ', '+')}")
    assert "_auth_user_id" not in client.session


def test_the_limit_holds_while_redis_is_away(officer, enter, settings, tmp_path):
    settings.CACHES = {
        "default": {"BACKEND": "design.cache.LosableRedisCache", "LOCATION": f"unix://{tmp_path}/nobody.sock"}
    }
    assert enter(officer.email).status_code == 302
    enter.client.post("/accounts/logout/")
    for _ in range(5):
        enter(officer.email, "wrong horse")

    assert "Wait 5 minutes" in enter(officer.email, PASSWORD).content.decode()


def test_a_right_password_costs_no_attempt(officer, enter, client):
    for _ in range(6):
        assert enter(officer.email).status_code == 302
        client.post("/accounts/logout/")


def test_a_closed_account_is_told_so_after_its_right_password_only(officer, enter):
    officer.is_active = False
    officer.save()

    assert enter(officer.email).headers["Location"] == "/accounts/inactive/"
    assert enter(officer.email, "wrong horse").status_code == 200


def test_a_guest_may_not_sign_in_after_the_last_day(county, enter, settings):
    county.guest.set_password(PASSWORD)
    county.guest.access_ends_on = "2026-03-31"
    county.guest.save()
    settings.PORTAL_TODAY = "2026-03-31"
    assert enter(county.guest.email).headers["Location"] == reverse("home:home")

    settings.PORTAL_TODAY = "2026-04-01"
    enter_again = enter(county.guest.email)
    assert enter_again.headers["Location"] == "/accounts/inactive/"


def test_signing_out_is_noted_and_ends_the_session(officer, enter, client):
    enter(officer.email)
    client.post("/accounts/logout/")

    assert Event.objects.filter(verb="sign out", subject=f"user:{officer.pk}").count() == 1
    assert SessionEntry.objects.get().ended_at is not None
    assert "_auth_user_id" not in client.session


def test_after_signing_in_one_is_where_one_wanted_to_go(officer, client, enter):
    wanted = client.get("/accounts/sessions/")
    assert wanted.headers["Location"] == "/accounts/login/?next=/accounts/sessions/"

    assert enter(officer.email, next="/accounts/sessions/").headers["Location"] == "/accounts/sessions/"


def test_nobody_is_sent_to_another_site(officer, enter):
    response = enter(officer.email, next="https://elsewhere.example/")

    assert response.headers["Location"] == reverse("home:home")


@pytest.mark.parametrize(
    "path",
    [
        "signup/",
        "email/",
        "confirm-email/",
        "3rdparty/",
        "3rdparty/signup/",
        "social/connections/",
        "login/code/",
    ],
)
def test_what_the_portal_does_not_offer_is_not_found(path, officer, client):
    client.force_login(officer)

    assert client.get(f"/accounts/{path}").status_code == 404
