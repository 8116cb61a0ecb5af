"""Forgotten and changed passwords."""

import re

import pytest

from accounts.models import SessionEntry
from accounts.services import mail
from audit.models import Event
from records.models import Job
from tests.accounts.conftest import PASSWORD

pytestmark = pytest.mark.django_db
NEW = "seven pale harbour lanterns"


def ask(client, email):
    return client.post("/accounts/password/reset/", {"email": email}, follow=True)


def send_waiting():
    for job in Job.objects.filter(task="accounts.send_password_reset", done_at__isnull=True):
        mail.send_password_reset(**job.arguments)


def test_the_page_says_and_does_the_same_whether_or_not_there_is_an_account(
    officer, client, django_assert_num_queries
):
    known, unknown = ask(client, officer.email), ask(client, "nobody@example.org")

    assert without_tokens(known) == without_tokens(unknown)
    assert known.redirect_chain == unknown.redirect_chain
    assert Job.objects.filter(task="accounts.send_password_reset").count() == 2


def without_tokens(response):
    return re.sub(r'(nonce|value)="[^"]*"', "", response.content.decode())


def test_the_link_sets_a_new_password_once(officer, client, mailoutbox, settings):
    settings.PORTAL_URL = "https://portal.example"
    ask(client, officer.email)
    send_waiting()
    (letter,) = mailoutbox
    link = re.search(r"https://portal\.example(/\S+)", letter.body)[1]

    form = client.get(link, follow=True)
    assert "set-password" in form.redirect_chain[-1][0]
    done = client.post(form.redirect_chain[-1][0], {"password1": NEW})

    assert done.headers["Location"] == "/accounts/password/reset/key/done/"
    officer.refresh_from_db()
    assert officer.check_password(NEW)
    assert "This link no longer works" in client.get(link, follow=True).content.decode()
    assert Event.objects.filter(verb="reset password", subject=f"user:{officer.pk}").count() == 1


def test_the_letter_holds_a_link_and_no_name_or_password(officer, client, mailoutbox):
    ask(client, officer.email)
    send_waiting()

    assert mailoutbox[0].to == [officer.email]
    assert mailoutbox[0].alternatives == []
    assert str(officer) not in mailoutbox[0].body


@pytest.mark.parametrize(
    "change", [{"is_active": False}, {"password": "!"}, {"access_ends_on": "2020-01-01"}]
)
def test_no_link_is_sent_where_it_would_open_nothing(change, officer, client, mailoutbox):
    for name, value in change.items():
        setattr(officer, name, value)
    officer.save()

    ask(client, officer.email)
    send_waiting()

    assert mailoutbox == []


def test_links_cannot_be_asked_for_without_end(officer, client):
    for _ in range(3):
        ask(client, officer.email)

    assert "Wait 15 minutes" in ask(client, officer.email).content.decode()


def test_a_weak_password_is_refused_with_the_reason(officer, enter, client):
    enter(officer.email)

    page = client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": "password1234"})

    assert "too common" in page.content.decode()


def test_changing_the_password_ends_the_other_sessions_and_keeps_this_one(officer, enter, client):
    enter(officer.email)
    elsewhere = type(client)()
    elsewhere.post("/accounts/login/", {"login": officer.email, "password": PASSWORD})

    response = client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW})

    assert response.status_code == 302
    assert client.get("/accounts/sessions/").status_code == 200
    assert elsewhere.get("/accounts/sessions/").status_code == 302
    assert SessionEntry.objects.filter(ended_at__isnull=True).count() == 1
    assert client.session.session_key == SessionEntry.objects.get(ended_at__isnull=True).session_key


def test_a_wrong_current_password_changes_nothing(officer, enter, client):
    enter(officer.email)

    page = client.post("/accounts/password/change/", {"oldpassword": "wrong", "password1": NEW})

    assert "This is not your current password." in page.content.decode()
    officer.refresh_from_db()
    assert officer.check_password(PASSWORD)


def test_the_person_is_told_of_the_change_by_mail(officer, enter, client, mailoutbox):
    enter(officer.email)
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW})

    mail.send_notice(**Job.objects.get(task="accounts.send_notice").arguments)

    assert mailoutbox[0].subject == "Your password was changed"
