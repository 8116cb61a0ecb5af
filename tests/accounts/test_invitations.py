"""Inviting people and guests, and what an administrator mends on an account."""

import datetime as dt
import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts import services
from accounts.models import Invitation
from accounts.services import invitations, mail
from accounts.services.sessions import SECOND_FACTOR
from audit.models import Event
from partnership.models import User
from records.lifecycle import MoveRefused
from records.models import Job
from tests.factories import partnership as make

pytestmark = pytest.mark.django_db
NEW = "seven pale harbour lanterns"


@pytest.fixture
def newcomer(county):
    person = make.PersonFactory(given_name="New", family_name="Analyst")
    make.PostFactory(person=person, agency=county.police)
    return person


@pytest.fixture
def invite(county):
    def by_administrator(person, email="new@example.org", **options):
        return services.invite_person(person, email=email, by=county.administrator, **options)

    return by_administrator


def link_of(invitation):
    return f"/accounts/invitation/{invitations.token_for(invitation)}/"


def test_the_whole_way_from_the_button_to_the_second_factor(
    county, newcomer, client, sign_in, mailoutbox, settings
):
    settings.SECOND_FACTOR_REQUIRED = True
    settings.PORTAL_URL = "https://portal.example"
    session = sign_in(county.administrator).session
    session[SECOND_FACTOR] = True
    session.save()
    client.post(f"/accounts/people/{newcomer.pk}/invite/", {"email": "New@Example.org", "is_guest": ""})
    client.logout()
    mail.send_invitation(**Job.objects.get(task="accounts.send_invitation").arguments)
    (letter,) = mailoutbox
    assert letter.to == ["new@example.org"]
    link = re.search(r"https://portal\.example(/\S+)", letter.body)[1]

    assert "Welcome, New" in client.get(link).content.decode()
    response = client.post(link, {"password": NEW}, follow=True)

    assert response.redirect_chain[-1] == ("/accounts/2fa/", 302)
    user = User.objects.get(person=newcomer)
    assert user.check_password(NEW)
    verbs = list(
        Event.objects.filter(subject=f"user:{user.pk}").order_by("pk").values_list("verb", flat=True)
    )
    assert verbs == ["invite", "accept invitation", "sign in"]


def test_the_link_works_once(newcomer, invite, client):
    link = link_of(invite(newcomer))
    client.post(link, {"password": NEW})
    client.post("/accounts/logout/")

    assert client.get(link).status_code == 410
    assert client.post(link, {"password": "another good long password"}).status_code == 410


def test_the_link_works_for_seven_days(newcomer, invite, client, time_machine_days):
    link = link_of(invite(newcomer))

    with time_machine_days(7, minutes=-1):
        assert client.get(link).status_code == 200
    with time_machine_days(7, minutes=1):
        assert client.get(link).status_code == 410


@pytest.fixture
def time_machine_days():
    import time_machine

    def later(days, minutes=0):
        return time_machine.travel(timezone.now() + dt.timedelta(days=days, minutes=minutes), tick=True)

    return later


def test_a_link_of_somebody_elses_making_opens_nothing(client):
    assert client.get("/accounts/invitation/abc:def:ghi/").status_code == 410


def test_a_second_invitation_takes_the_place_of_the_first(county, newcomer, invite, client):
    first = invite(newcomer)
    second = services.invite_again(first.user, by=county.administrator)

    assert client.get(link_of(first)).status_code == 410
    assert client.get(link_of(second)).status_code == 200


def test_a_weak_password_is_refused_and_the_link_still_works(newcomer, invite, client):
    link = link_of(invite(newcomer))

    assert "too short" in client.post(link, {"password": "short"}).content.decode()
    assert client.post(link, {"password": NEW}).status_code == 302


def test_a_guest_needs_a_purpose_and_a_last_day(newcomer, invite):
    with pytest.raises(MoveRefused) as refused:
        invite(newcomer, is_guest=True)

    assert refused.value.reasons == (
        "Enter the last day on which the guest may sign in.",
        "Say what the guest is given access for.",
    )


def test_a_last_day_that_would_not_hold_is_refused_rather_than_forgotten(county, newcomer, sign_in):
    typed = {"email": "new@example.org", "is_guest": "", "purpose": "Review of a death"}
    day = {"access_ends_on-day": "31", "access_ends_on-month": "12", "access_ends_on-year": "2199"}
    response = sign_in(county.administrator).post(f"/accounts/people/{newcomer.pk}/invite/", typed | day)

    page = response.content.decode()
    assert "Only a guest has a last day of access." in page
    assert 'value="2199"' in page
    assert 'value="Review of a death"' in page
    assert not User.objects.filter(person=newcomer).exists()


def test_a_guest_is_invited_until_a_day(newcomer, invite, client):
    last = dt.date(2999, 12, 31)
    invitation = invite(newcomer, is_guest=True, access_ends_on=last, purpose="Review of a death")

    assert invitation.user.is_guest
    assert invitation.user.access_ends_on == last
    assert "until 31 December 2999: review of a death" in client.get(link_of(invitation)).content.decode()


def test_an_address_that_is_in_use_is_refused(county, newcomer, invite):
    with pytest.raises(MoveRefused, match="already signs in with this e-mail address"):
        invite(newcomer, email=county.chair.email.upper())


def test_who_has_an_account_is_not_invited_again(county, invite):
    county.chair.set_password(NEW)
    county.chair.save()

    with pytest.raises(MoveRefused, match="already has an account"):
        invite(county.chair.person)


@pytest.mark.parametrize("who", ["officer", "chair", "outsider", "guest"])
def test_only_an_administrator_of_a_partnership_of_theirs_invites(who, county, newcomer, sign_in):
    user = getattr(county, who)

    with pytest.raises(PermissionDenied):
        services.invite_person(newcomer, email="new@example.org", by=user)
    known = 404 if who == "guest" else 403  # to guests there is no directory
    assert sign_in(user).get(f"/accounts/people/{newcomer.pk}/").status_code == known


def test_an_administrator_of_another_partnership_may_not(county, newcomer):
    make.RoleFactory(person=county.outsider.person, partnership=county.there, kind="administrator")

    with pytest.raises(PermissionDenied):
        services.invite_person(newcomer, email="new@example.org", by=county.outsider)


def test_the_page_shows_the_state_and_what_can_be_done(county, newcomer, invite, sign_in):
    client = sign_in(county.administrator)
    page = f"/accounts/people/{newcomer.pk}/"
    assert "No account" in client.get(page).content.decode()

    invitation = invite(newcomer)
    assert "Send the invitation again" in client.get(page).content.decode()
    services.accept_invitation(invitation, NEW)
    shown = client.get(page).content.decode()
    assert "Active" in shown
    assert "Send the invitation again" not in shown


def test_closing_an_account_ends_its_sessions_at_once(county, sign_in, client):
    elsewhere = type(client)()
    elsewhere.force_login(county.chair)
    assert elsewhere.get("/accounts/").status_code == 200

    page = f"/accounts/people/{county.chair.person_id}/close/"
    response = sign_in(county.administrator).post(page, {"reason": "Asked for by the council"})

    assert response.status_code == 302
    assert elsewhere.get("/accounts/").status_code == 302
    event = Event.objects.get(verb="close account")
    assert (event.subject, event.reason) == (f"user:{county.chair.pk}", "Asked for by the council")


def test_nobody_closes_their_own_account(county):
    with pytest.raises(MoveRefused, match="your own account"):
        services.close_account(county.administrator, by=county.administrator, reason="Tidying")


def test_a_lost_telephone_is_mended_by_an_administrator(county, authenticator_app, sign_in):
    authenticator_app(county.chair)
    page = f"/accounts/people/{county.chair.person_id}/second-factor/"

    sign_in(county.administrator).post(page, {"reason": "Lost; I rang her at her desk"})

    assert not Authenticator.objects.filter(user=county.chair).exists()
    assert Event.objects.get(verb="remove second factor").reason == "Lost; I rang her at her desk"
    assert Job.objects.get(task="accounts.send_notice").arguments["notice"] == "second-factor-reset"


def test_the_last_day_of_a_guest_is_moved(county, sign_in):
    page = f"/accounts/people/{county.guest.person_id}/access/"

    sign_in(county.administrator).post(
        page, {"access_ends_on": "2199-01-31", "reason": "The review takes longer"}
    )

    county.guest.refresh_from_db()
    assert county.guest.access_ends_on == dt.date(2199, 1, 31)


@pytest.mark.parametrize("page", ["close", "second-factor", "access", "resend"])
def test_who_has_no_account_has_none_to_close_or_mend(county, sign_in, page):
    person = make.PersonFactory()
    client = sign_in(county.administrator)
    answer = client.post(
        f"/accounts/people/{person.pk}/{page}/", {"reason": "x", "access_ends_on": "2199-01-31"}
    )
    assert answer.status_code == 404


def test_a_last_day_is_set_on_the_account_as_it_stands(county):
    """A password that was changed while the page stood open stays changed."""
    seen = User.objects.get(pk=county.guest.pk)
    county.guest.set_password("another-long-password")
    county.guest.save()
    services.set_access_end(seen, dt.date(2199, 1, 31), by=county.administrator, reason="It takes longer")
    assert User.objects.get(pk=seen.pk).check_password("another-long-password")


def test_versions_say_who_invited_and_why(newcomer, invite, county):
    invitation = invite(newcomer, reason="Joins the team")

    version = invitation.user.history.first()
    assert (version.history_user, version.history_change_reason) == (county.administrator, "Joins the team")
    assert Invitation.history.count() == 1


def test_the_log_tells_that_an_account_was_opened_again_at_another_address(county, sign_in):
    services.close_account(county.partner, by=county.administrator, reason="Gone")
    services.invite_person(
        county.partner.person, email="elsewhere@example.org", by=county.administrator, reason="Back"
    )

    event = Event.objects.get(verb="invite")
    assert event.changes["at another address"] is True
    assert "example.org" not in str(event.changes)
    address = f"/accounts/people/{county.partner.person_id}/log/"
    page = sign_in(county.administrator).get(address).content.decode()
    assert "Back. At elsewhere@example.org, another address than before" in page
    assert "Close account" in page


def test_the_first_invitation_is_at_no_other_address(county):
    person = make.PersonFactory()
    services.invite_person(person, email="first@example.org", by=county.administrator)
    services.invite_again(person.user, by=county.administrator)
    assert [event.changes["at another address"] for event in Event.objects.filter(verb="invite")] == [
        False,
        False,
    ]


@pytest.mark.parametrize("who", ["officer", "chair", "partner"])
def test_the_log_of_an_account_is_for_those_who_keep_it(who, county, sign_in):
    address = f"/accounts/people/{county.partner.person_id}/log/"
    assert sign_in(getattr(county, who)).get(address).status_code == 403


def test_the_log_of_an_account_costs_the_same_however_long(county, sign_in, django_assert_num_queries):
    person = make.PersonFactory()
    services.invite_person(person, email="first@example.org", by=county.administrator)
    client, address = sign_in(county.administrator), f"/accounts/people/{person.pk}/log/"
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for _ in range(3):
        services.invite_again(person.user, by=county.administrator)
    with django_assert_num_queries(len(one)):
        client.get(address)


def test_whoever_invites_somebody_who_stands_nowhere_is_told_that_they_would_see_nothing(
    county, sign_in, newcomer
):
    client = sign_in(county.administrator)
    lost = make.PersonFactory(given_name="Robin", family_name="Newcomer")
    page = "accounts:invite"
    assert "has no post, seat or role yet" in client.get(reverse(page, args=[lost.pk])).text
    assert "has no post, seat or role yet" not in client.get(reverse(page, args=[newcomer.pk])).text
