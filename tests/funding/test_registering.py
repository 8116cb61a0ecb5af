"""A community group registers at the page of a call: invited, known already, or waiting for an answer."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from accounts.models import Invitation
from audit.clock import today
from funding.models import Registration
from funding.services import groups
from notices.models import Notice
from partnership.models import Agency, Person, User
from records import jobs
from records.models import Job
from tests.factories import funding as make
from tests.factories.partnership import PersonFactory

pytestmark = pytest.mark.django_db
SAID = {
    "name": "Harbour Youth Club", "about": "Evenings for young people", "contact_name": "Club Secretary",
    "email": "Secretary@harbour.example",
}  # fmt: skip
PASSWORD = "seven pale harbour lanterns"


@pytest.fixture
def register(county, client):
    call = make.call(county)

    def send(**fields):
        answer = client.post(reverse("accounts:register_group", args=[call.reference]), SAID | fields)
        if job := Job.objects.filter(task="accounts.send_registration", done_at=None).first():
            jobs.run(job.pk)
        return answer

    send.call = call
    return send


def told(call):
    return list(Notice.objects.filter(record=call.pk).values_list("recipient__email", "line"))


def test_a_new_group_is_invited_and_those_who_run_the_funding_are_told(county, register, mailoutbox):
    answer = register()
    assert answer["Location"] == reverse("accounts:registration_done", args=[register.call.reference])
    agency = Agency.objects.get(name="Harbour Youth Club")
    assert (agency.kind, agency.sector, agency.standings.count()) == ("voluntary", "vcs", 0)
    user = User.objects.get(email="secretary@harbour.example")
    assert (str(user), user.has_usable_password()) == ("Club Secretary", False)
    assert [post.agency for post in user.person.posts.all()] == [agency]
    assert Registration.objects.get().state == Registration.State.INVITED
    [mail] = mailoutbox
    assert mail.to == ["secretary@harbour.example"]
    assert re.search(r"/accounts/invitation/\S+/", mail.body)
    assert register.call.get_absolute_url() in mail.body
    assert told(register.call) == [(county.officer.email, "A community group has registered.")]
    assert agency.history.latest().history_user == user


def test_the_link_leads_to_a_password_and_to_a_bid(county, register, mailoutbox):
    """S002-51"""
    register()
    path = re.search(r"/accounts/invitation/\S+/", mailoutbox[0].body).group()
    client = Client()
    assert client.post(path, {"password": PASSWORD}).status_code == 302
    page = client.get(register.call.get_absolute_url()).content.decode()
    assert "Start a bid" in page
    answer = client.post(reverse("funding:bid_start", args=[register.call.reference]),
                         {"title": "Evenings", "agency": Agency.objects.get(name="Harbour Youth Club").pk})  # fmt: skip
    assert client.get(answer["Location"]).status_code == 200
    assert client.get(reverse("funding:groups")).status_code == 403


@pytest.mark.parametrize("email", ["attendee@example.org", "ATTENDEE@EXAMPLE.ORG"])
def test_a_known_address_is_told_by_mail_and_the_page_says_the_same(
    county, register, mailoutbox, client, email
):
    agencies, people = Agency.objects.count(), Person.objects.count()
    known = register(email=email)
    unknown = register()
    assert known["Location"] == unknown["Location"]
    assert client.get(known["Location"]).status_code == 200
    assert "It has an account already" in mailoutbox[0].body
    assert "/accounts/invitation/" not in mailoutbox[0].body
    assert (Agency.objects.count(), Person.objects.count()) == (agencies + 1, people + 1)
    assert Registration.objects.filter(state="known").count() == 1


@pytest.mark.parametrize(
    "name",
    ["Northshire Advice", "  northshire   ADVICE ", "The Northshire Advice Service", "Northshire Council"],
)
def test_a_known_group_waits_for_the_officers_and_is_joined_by_nobody(
    county, register, mailoutbox, sign_in, name
):
    answer = register(name=name)
    assert answer["Location"] == reverse("accounts:registration_done", args=[register.call.reference])
    row = Registration.objects.get()
    assert (row.state, row.agency) == (Registration.State.WAITING, None)
    assert not User.objects.filter(email="secretary@harbour.example").exists()
    assert not Invitation.objects.exists()
    assert "write to you" in mailoutbox[0].body
    assert told(register.call)[0][1].startswith("A group that may be known already")
    client = sign_in(county.officer)
    assert "Club Secretary" in client.get(reverse("funding:groups")).content.decode()
    url = reverse("funding:registration_settle", args=[row.pk])
    assert client.post(url, {"answer": ""}).status_code == 422
    assert client.post(url, {"answer": "Asked the administrator to invite them"}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.settled_by) == (Registration.State.SETTLED, county.officer)
    assert client.post(url, {"answer": "Again"}).status_code == 404


def test_a_person_in_the_directory_without_an_account_is_given_none(county, register):
    PersonFactory(email="secretary@harbour.example")
    register()
    assert Registration.objects.get().state == Registration.State.WAITING
    assert not User.objects.filter(email="secretary@harbour.example").exists()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": ""}, "Enter the name of the group"),
        ({"about": ""}, "Enter what the group does"),
        ({"email": "secretary at harbour"}, "Enter an e-mail address in the right form"),
        ({"name": "x" * 100_000}, "must be 120 characters or fewer"),
        ({"contact_name": "x" * 100}, "Shorten the name"),
        ({"about": "x" * 100_000}, "must be 2,000 characters or fewer"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_stays_on_the_page(county, register, fields, words):
    answer = register(**fields)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "Club Secretary" in page or "contact_name" in fields
    assert not Registration.objects.exists()


def test_many_from_one_address_are_slowed(county, register):
    for number in range(20):
        assert register(name=f"Club number {number}", email=f"club{number}@example.org").status_code == 302
    answer = register(name="One more", email="more@example.org")
    assert answer.status_code == 422
    assert "There have been too many attempts. Wait 60 minutes" in answer.content.decode()


def test_the_same_address_four_times_is_slowed(county, register):
    statuses = [register(name=f"Club number {number}").status_code for number in range(4)]
    assert statuses == [302, 302, 302, 422]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"for_groups": False}, "This call is for member agencies"),
        ({"status": "closed"}, "takes no bids now"),
    ],
)
def test_a_call_that_is_not_for_groups_or_is_closed_registers_nobody(county, client, fields, words):
    call = make.call(county, **fields)
    answer = client.post(reverse("accounts:register_group", args=[call.reference]), SAID)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Registration.objects.exists()


def test_a_draft_call_registers_nobody(county, client):
    call = make.call(county, status="draft")
    for name in ("register_group", "registration_done"):
        assert client.get(reverse(f"accounts:{name}", args=[call.reference])).status_code == 404


# --- the page of a group


@pytest.mark.parametrize(
    ("persona", "status"),
    [("officer", 200), ("attendee", 200), ("police_lead", 404), ("chair", 404), ("guest", 404)],
)
def test_a_groups_page_is_for_those_who_run_the_funding_and_the_group(county, sign_in, persona, status):
    client, pk = sign_in(getattr(county, persona)), county.charity.pk
    assert client.get(reverse("funding:group", args=[pk])).status_code == status
    if persona == "attendee":
        assert client.get(reverse("funding:training_add", args=[pk])).status_code == 403


def test_a_groups_page_lists_its_training_its_bids_and_its_projects(county, sign_in):
    """S002-10, S002-101"""
    bid = make.submitted(county, title="Youth evenings")
    make.submitted(county, of=bid.call, title="Of the police", agency=county.police)
    client, url = sign_in(county.officer), reverse("funding:group", args=[county.charity.pk])
    add = reverse("funding:training_add", args=[county.charity.pk])
    assert (
        "must be"
        in client.post(add, {"course": "money", "completed_on": "1 1 2190", "people": "1"}).content.decode()
    )
    client.post(add, {"course": "money", "completed_on": "1 9 2026", "people": "3"})
    page = client.get(url).content.decode()
    assert "Managing money, completed on 1 September 2026 by 3 people" in page
    assert "Youth evenings" in page
    assert "Of the police" not in page
    training = county.charity.trainings.get()
    remove = reverse("funding:training_remove", args=[county.charity.pk, training.pk])
    assert client.post(remove, {"reason": "Entered twice"}).status_code == 302
    assert not county.charity.trainings.exists()


def test_only_the_partnership_that_a_group_works_with_records_its_training(county, sign_in):
    """A partner, a bidder or a group that registered here is nobody's to write of there (S002-10)."""
    said = {"course": "money", "completed_on": today(), "people": 3}
    training = groups.record_training(county.charity, by=county.officer, **said)
    with pytest.raises(PermissionDenied, match="a partnership that the group works with"):
        groups.record_training(county.charity, by=county.outsider, **said)
    with pytest.raises(PermissionDenied, match="Ask them to do it"):
        groups.remove_training(training, by=county.outsider, reason="Not theirs")
    client, pk = sign_in(county.outsider), county.charity.pk
    page = client.get(reverse("funding:group", args=[pk])).content.decode()
    assert "Record training" not in page
    for address in (
        reverse("funding:training_add", args=[pk]),
        reverse("funding:training_remove", args=[pk, training.pk]),
    ):
        assert client.get(address).status_code == 403
    assert county.charity.trainings.get() == training


@pytest.mark.parametrize("tie", ["registered", "bids", "joins"])
def test_a_group_that_is_no_partner_is_known_by_what_it_asked_for(county, register, tie):
    if tie == "registered":
        register()
        group = Agency.objects.get(name="Harbour Youth Club")
    else:
        group = make.community_group(county).person.posts.get().agency
        make.bid(county, **({"agency": group} if tie == "bids" else {"partners": [group]}))
    for user, may in ((county.officer, True), (county.outsider, False)):
        assert user.has_perm("funding.record_training", group) is may


def test_whoever_may_open_no_project_of_a_group_is_not_told_that_there_is_none(
    county, sign_in, django_assert_max_num_queries
):
    bid = make.awarded(county)
    client, address = sign_in(county.outsider), reverse("funding:group", args=[county.charity.pk])
    page = client.get(address).content.decode()
    assert bid.title not in page
    assert "given money yet" not in page
    assert page.count("None that you may open.") == 2
    client = sign_in(county.officer)
    with django_assert_max_num_queries(8):
        assert bid.title in client.get(address).content.decode()


def test_a_demonstration_says_where_the_message_can_be_read(register, client, settings):
    done = register()["Location"]
    assert reverse("notices:kept") not in client.get(done).content.decode()
    settings.DEMONSTRATION = True
    assert reverse("notices:kept") in client.get(done).content.decode()
