import datetime as dt

import pytest

from accounts.services import accept_invitation, invite_again
from notices.models import KeptMail, MailPreference, Notice


def text_of(response):
    return response.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_long(tell, county, sign_in, django_assert_num_queries, count):
    for number in range(count):
        tell(county.chair, trigger=f"t{number}")
    client = sign_in(county.chair)
    client.get("/notices/")
    with django_assert_num_queries(3):
        page = text_of(client.get("/notices/"))
    assert page.count("TEST-REC-1: minutes circulated</a>") == count


def test_a_notice_names_what_it_is_about(tell, record, county, sign_in):
    tell(county.chair)
    for page in ("/", "/notices/"):
        assert f"{record.title}<" in text_of(sign_in(county.chair).get(page))


def test_people_see_their_own(tell, county, sign_in):
    tell(county.chair)
    client = sign_in(county.police_lead)
    assert "No notices yet" in text_of(client.get("/notices/"))
    assert client.post(f"/notices/{Notice.objects.get().token}/read/").status_code == 404
    assert Notice.objects.get().read_at is None


def test_marking_as_read(tell, county, sign_in):
    tell(county.chair)
    tell(county.chair, trigger="approve")
    client = sign_in(county.chair)
    first = Notice.objects.last()
    assert client.get(f"/notices/{first.token}/read/").status_code == 405
    client.post(f"/notices/{first.token}/read/")
    assert Notice.objects.unread().count() == 1
    page = text_of(client.post("/notices/read/", follow=True))
    assert not Notice.objects.unread().exists()
    assert "Mark all as read" not in page
    assert "No unread notices" in text_of(client.get("/notices/?show=unread"))


def test_choosing_a_digest(county, sign_in):
    client = sign_in(county.chair)
    assert "checked" in text_of(client.get("/notices/preferences/"))
    client.post("/notices/preferences/", {"delivery": "digest"})
    assert MailPreference.objects.get().user == county.chair
    assert client.post("/notices/preferences/", {"delivery": "pigeon"}).status_code == 422


def test_kept_mail_says_until_when_mail_waits(county, sign_in, settings, at):
    settings.DEMONSTRATION = True
    assert "waits until" not in text_of(sign_in(county.chair).get("/notices/kept/"))
    at.move_to(dt.datetime(2026, 10, 16, 20, tzinfo=dt.UTC))  # a Friday, 9pm in London
    assert "waits until 19 October 2026, 8am" in text_of(sign_in(county.chair).get("/notices/kept/"))


def test_kept_mail_is_a_page_of_demonstrations_alone(county, sign_in, settings, at):
    about = {"subject": "Reset", "kept_at": "2026-10-14T10:00Z"}
    KeptMail.objects.create(to="group@example.org", text="http://testserver/reset/", **about)
    KeptMail.objects.create(to=county.chair.email, text="http://testserver/own/", **about)
    KeptMail.objects.create(to=county.officer.email, text="http://testserver/others/", **about)
    client = sign_in(county.chair)
    assert client.get("/notices/kept/").status_code == 404
    settings.DEMONSTRATION = True
    page = text_of(client.get("/notices/kept/"))
    assert 'href="http://testserver/reset/"' in page
    assert 'href="http://testserver/own/"' in page
    assert "others" not in page


def test_kept_mail_shows_the_invitation_of_whoever_has_not_followed_it_yet(county, sign_in, settings, at):
    settings.DEMONSTRATION = True
    about = {"subject": "Your account", "kept_at": "2026-10-14T10:00Z"}
    KeptMail.objects.create(to=county.officer.email, text="http://testserver/invitation/", **about)
    client = sign_in(county.chair)
    assert "invitation" not in text_of(client.get("/notices/kept/"))
    invitation = invite_again(county.officer, by=county.administrator)
    assert 'href="http://testserver/invitation/"' in text_of(client.get("/notices/kept/"))
    accept_invitation(invitation, "seven pale harbour lanterns")
    assert "invitation" not in text_of(client.get("/notices/kept/"))
