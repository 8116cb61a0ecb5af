"""Sessions end on idling, on age and on the last day of access; a form that comes too late is kept."""

import datetime as dt
import re
import time

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from accounts import tasks
from accounts.models import Attempt, KeptForm, SessionEntry
from accounts.services import kept as kept_forms
from accounts.services import sessions
from audit.models import Event
from tests.accounts.conftest import PASSWORD
from tests.factories import meetings

pytestmark = pytest.mark.django_db
FORM = {"reason": "Moved to another force", "owners": ["1", "2"], "password": "secret", "held_on-day": "3"}


@pytest.fixture
def signed_in(officer, enter, client):
    enter(officer.email)
    return client


def pass_minutes(client, minutes, since=sessions.SEEN):
    session = client.session
    session[since] = int(time.time()) - minutes * 60
    session.save()


def test_an_idle_session_ends_and_says_why(signed_in, officer):
    pass_minutes(signed_in, 61)

    response = signed_in.get("/accounts/sessions/", follow=True)

    assert response.redirect_chain == [("/accounts/login/?next=/accounts/sessions/", 302)]
    assert "nothing happened in it for 60 minutes" in response.content.decode()
    assert "_auth_user_id" not in signed_in.session
    assert Event.objects.filter(verb="end session", subject=f"user:{officer.pk}").count() == 1


def test_the_browser_forgets_the_pages_of_a_session_that_ended(signed_in):
    pass_minutes(signed_in, 61)
    assert signed_in.get("/accounts/sessions/").headers["Clear-Site-Data"] == '"cache"'
    assert "Clear-Site-Data" not in signed_in.get("/accounts/sessions/").headers, "it was told once"


def test_a_session_in_use_goes_on(signed_in):
    for _ in range(3):
        pass_minutes(signed_in, 59)
        assert signed_in.get("/accounts/sessions/").status_code == 200


def test_a_session_that_was_ended_while_the_cache_was_away_does_not_come_back_with_it(signed_in):
    SessionEntry.objects.update(ended_at=timezone.now())
    pass_minutes(signed_in, 6)

    response = signed_in.get("/accounts/sessions/", follow=True)

    assert "Your session was ended" in response.content.decode()
    assert "_auth_user_id" not in signed_in.session


def test_a_session_ends_at_its_full_age_however_busy(signed_in):
    pass_minutes(signed_in, 12 * 60 + 1, since=sessions.STARTED)

    assert signed_in.get("/accounts/sessions/").status_code == 302


def test_an_open_session_of_a_guest_ends_with_the_last_day(county, client, settings):
    county.guest.access_ends_on = dt.date(2026, 3, 31)
    county.guest.save()
    settings.PORTAL_TODAY = "2026-03-31"
    client.force_login(county.guest)
    assert client.get("/accounts/sessions/").status_code == 200

    settings.PORTAL_TODAY = "2026-04-01"
    response = client.get("/accounts/sessions/", follow=True)

    assert "Your access has ended" in response.content.decode()


def test_a_public_page_stays_open_when_the_session_ends(signed_in):
    pass_minutes(signed_in, 61)

    assert signed_in.get("/accounts/password/reset/").status_code == 200


def test_a_busy_page_writes_nothing(signed_in, django_assert_num_queries):
    with django_assert_num_queries(3):  # the user, their places, the page's own list
        assert signed_in.get("/accounts/sessions/").status_code == 200


def test_being_seen_is_written_after_five_minutes(signed_in):
    SessionEntry.objects.update(seen_at=timezone.now() - dt.timedelta(minutes=6))
    pass_minutes(signed_in, 6)

    signed_in.get("/accounts/sessions/")

    assert SessionEntry.objects.get().seen_at > timezone.now() - dt.timedelta(minutes=1)


def send_late(client, path="/accounts/sessions/end-others/?from=list", data=FORM):
    pass_minutes(client, 61)
    return client.post(path, data)


def test_a_form_sent_after_the_end_is_kept_and_sent_again_by_its_owner(signed_in, officer, enter):
    led = send_late(signed_in)

    kept = KeptForm.objects.get()
    assert led.headers["Location"] == f"/accounts/login/?next=/accounts/kept/{kept.pk}/"
    assert "what you wrote is kept" in signed_in.get(led.headers["Location"]).content.decode()
    back = enter(officer.email, next=f"/accounts/kept/{kept.pk}/")
    page = signed_in.get(back.headers["Location"]).content.decode()
    assert "Nothing was lost" in page
    assert 'action="/accounts/sessions/end-others/?from=list"' in page
    for field in (
        'name="reason" value="Moved to another force"',
        'name="owners" value="1"',
        'name="owners" value="2"',
    ):
        assert field in page


def test_neither_passwords_nor_tokens_are_kept(signed_in):
    send_late(signed_in)

    assert set(KeptForm.objects.get().fields) == {"reason", "owners", "held_on-day"}


def test_a_code_of_the_second_factor_is_not_kept_and_a_post_code_is(signed_in):
    """A recovery code that was not taken yet opens the account for as long as it is unused."""
    send_late(signed_in, data={"code": "a1b2c3d4", "postcode": "AB1 2CD"})

    assert KeptForm.objects.get().fields == {"postcode": ["AB1 2CD"]}


def test_files_are_named_to_be_chosen_again(signed_in, officer, enter, tmp_path):
    paper = tmp_path / "paper.txt"
    paper.write_text("Words")
    with paper.open() as file:
        send_late(signed_in, data={"title": "Paper", "file": file})
    kept = KeptForm.objects.get()
    enter(officer.email)

    page = signed_in.get(f"/accounts/kept/{kept.pk}/").content.decode()

    assert kept.files == ["paper.txt"]
    assert "Choose them again on the page: paper.txt" in page


def test_another_person_in_the_same_browser_does_not_get_it(signed_in, county, enter):
    send_late(signed_in)
    county.chair.set_password(PASSWORD)
    county.chair.save()

    enter(county.chair.email)

    assert signed_in.get(f"/accounts/kept/{KeptForm.objects.get().pk}/").status_code == 404


def test_a_form_is_kept_when_the_session_was_ended_elsewhere(signed_in, officer):
    sessions.end_sessions(officer, by=officer, reason="Ended from another session")

    response = signed_in.post("/accounts/sessions/end-others/", FORM)

    assert "/accounts/kept/" in response.headers["Location"]
    assert KeptForm.objects.get().user == officer


def test_a_stranger_has_no_form_kept(client):
    response = client.post("/accounts/sessions/end-others/", FORM)

    assert response.status_code == 302
    assert not KeptForm.objects.exists()


def test_a_form_without_its_token_is_not_kept(officer):
    from django.test import Client

    careful = Client(enforce_csrf_checks=True)
    careful.force_login(officer)
    session = careful.session
    session[sessions.SEEN] = int(time.time()) - 3700
    session.save()

    assert careful.post("/accounts/sessions/end-others/", FORM).status_code == 403
    assert not KeptForm.objects.exists()


def test_letting_it_go_removes_it(signed_in, officer, enter):
    send_late(signed_in)
    enter(officer.email)

    signed_in.post(f"/accounts/kept/{KeptForm.objects.get().pk}/discard/")

    assert not KeptForm.objects.exists()


def test_a_fragment_leads_the_whole_page_to_sign_in(signed_in):
    pass_minutes(signed_in, 61)
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/meetings/?page=2"}

    response = signed_in.get("/accounts/sessions/", headers=headers)

    assert response.headers["HX-Redirect"] == "/accounts/login/?next=/meetings/"


def test_the_list_shows_where_one_is_signed_in_and_ends_another(signed_in, officer):
    elsewhere = type(signed_in)(headers={"user-agent": "Mozilla/5.0 (iPhone) AppleWebKit Safari/605"})
    elsewhere.post("/accounts/login/", {"login": officer.email, "password": PASSWORD})
    other = SessionEntry.objects.get(browser="Safari on iPhone")
    page = signed_in.get("/accounts/sessions/").content.decode()
    assert "This is the session you are in." in page
    assert "Safari on iPhone" in page

    asked = signed_in.post(f"/accounts/sessions/{other.pk}/end/")
    assert elsewhere.get("/accounts/sessions/").status_code == 200, "not before the password is given again"
    signed_in.post(asked.headers["Location"], {"password": PASSWORD})

    assert elsewhere.get("/accounts/sessions/").status_code == 302
    assert signed_in.get("/accounts/sessions/").status_code == 200
    assert "Safari on iPhone" not in signed_in.get("/accounts/sessions/").content.decode()


def test_nobody_ends_the_session_of_somebody_else(signed_in, county):
    county.chair.set_password(PASSWORD)
    county.chair.save()
    elsewhere = type(signed_in)()
    elsewhere.post("/accounts/login/", {"login": county.chair.email, "password": PASSWORD})
    theirs = SessionEntry.objects.get(user=county.chair)
    confirm(signed_in)

    assert signed_in.post(f"/accounts/sessions/{theirs.pk}/end/").status_code == 404


def confirm(browser):
    browser.post("/accounts/reauthenticate/", {"password": PASSWORD})


def test_all_the_others_are_ended_after_the_password_is_given_again(signed_in, officer):
    elsewhere = type(signed_in)()
    elsewhere.post("/accounts/login/", {"login": officer.email, "password": PASSWORD})

    asked = signed_in.post("/accounts/sessions/end-others/")
    done = signed_in.post(asked.headers["Location"], {"password": PASSWORD}, follow=True)

    assert "Your other sessions have ended." in done.content.decode()
    assert elsewhere.get("/accounts/sessions/").status_code == 302


@pytest.mark.parametrize("whose", ["one", "everybody"])
def test_whoever_runs_the_portal_ends_the_sessions_of_one_or_of_everybody(whose, signed_in, officer, county):
    county.chair.set_password(PASSWORD)
    county.chair.save()
    elsewhere = type(signed_in)()
    elsewhere.post("/accounts/login/", {"login": county.chair.email, "password": PASSWORD})

    call_command("end_sessions", *([officer.email] if whose == "one" else ["--all"]), reason="A lost laptop")

    assert signed_in.get("/accounts/sessions/").status_code == 302
    assert elsewhere.get("/accounts/sessions/").status_code == (200 if whose == "one" else 302)
    assert Event.objects.filter(verb="end session", reason="A lost laptop", actor="system").exists()


def test_ending_the_sessions_of_nobody_says_so():
    with pytest.raises(CommandError, match="Nobody signs in as stranger@example"):
        call_command("end_sessions", "stranger@example.org", reason="A lost laptop")


def test_who_proves_anew_who_they_are_goes_on_under_another_key(signed_in, officer):
    former = signed_in.session.session_key

    confirm(signed_in)

    assert signed_in.session.session_key != former
    assert not sessions.store_class()().exists(former)
    assert officer.session_entries.get(ended_at=None).session_key == signed_in.session.session_key
    assert signed_in.get("/accounts/sessions/").status_code == 200


def test_a_wrong_password_changes_no_key(signed_in):
    former = signed_in.session.session_key

    signed_in.post("/accounts/reauthenticate/", {"password": "not it"})

    assert signed_in.session.session_key == former


def test_a_session_has_a_key_of_its_own_from_the_sign_in_on(client, officer, settings):
    client.get("/accounts/2fa/authenticate/")
    given = client.session
    given["planted"] = True
    given.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = given.session_key

    client.post("/accounts/login/", {"login": officer.email, "password": PASSWORD})

    assert client.session.session_key != given.session_key
    assert len(client.session.session_key) == 32  # of 36 letters and digits: 165 bits
    assert not sessions.store_class()().exists(given.session_key)


def test_what_is_kept_for_a_while_is_cleared(signed_in, officer):
    send_late(signed_in)
    Attempt.objects.create(kind="password", key="x", at=timezone.now() - dt.timedelta(days=2))
    KeptForm.objects.update(kept_at=timezone.now() - dt.timedelta(days=5))
    SessionEntry.objects.update(seen_at=timezone.now() - dt.timedelta(days=31))

    tasks.clear_old()

    assert not Attempt.objects.exists()
    assert not KeptForm.objects.exists()
    assert not SessionEntry.objects.exists()


def test_the_account_page_leads_to_everything(signed_in):
    page = signed_in.get(reverse("accounts:account")).content.decode()

    for name in ("account_change_password", "mfa_index", "accounts:sessions"):
        assert f'href="{reverse(name)}"' in page


def test_what_was_typed_is_shown_in_the_words_of_its_page(county, sign_in):
    """Labels and choices as they read there, and none of what no person fills in."""
    client, lead = sign_in(county.officer), county.police_lead.person
    page = f"/meetings/{meetings.scheduled(county).reference}/agenda/new/"
    said = {
        "title": "Youth work",
        "purpose": "noting",
        "invited": str(lead.pk),
        "is_restricted": "on",
        "minutes_allowed": "",
        "version": "7",
    }
    kept = kept_forms.keep_form(
        county.officer, path=page, fields={name: [value] for name, value in said.items()}
    )
    shown = client.get(f"/accounts/kept/{kept.pk}/").content.decode()
    listed = [" ".join(words.split()) for words in re.findall(r"<d[td][^>]*>([^<]*)</d[td]>", shown)]
    assert dict(zip(listed[::2], listed[1::2], strict=True)) == {
        "Title": "Youth work",
        "Purpose": "For noting",
        "Who is invited to this item": str(lead),
        "Only those invited may know of this item": "Yes",
    }
    assert 'name="purpose" value="noting"' in shown


def test_a_form_sent_to_its_own_page_does_not_ask_for_itself_without_end(
    county, sign_in, django_assert_max_num_queries
):
    client = sign_in(county.officer)
    kept = kept_forms.keep_form(county.officer, path="/", fields={"title": ["Youth work"]})
    own = f"/accounts/kept/{kept.pk}/"
    KeptForm.objects.update(path=own)
    with django_assert_max_num_queries(30):
        assert "Youth work" in client.get(own).content.decode()


@pytest.mark.parametrize("path", ["/reviews/REF/gone/", "/accounts/sessions/end-others/"])
def test_what_was_typed_on_a_page_that_answers_no_more_is_shown_as_it_was_sent(county, sign_in, path):
    client = sign_in(county.officer)
    kept = kept_forms.keep_form(county.officer, path=path, fields={"title": ["Youth work"]})
    assert "Youth work" in client.get(f"/accounts/kept/{kept.pk}/").content.decode()
