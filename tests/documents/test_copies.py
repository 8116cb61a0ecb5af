"""A document that one may know of and not open: its custodian is asked, and answers (S000-29)."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.models import Event
from documents.models import Document
from documents.services import add_document, answer_copy, ask_copy, change_document
from notices.models import Notice
from records.audience import set_audience
from records.lifecycle import MoveRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(county):
    """Open to the body alone, kept by its drafter, and listed for others."""
    file = SimpleUploadedFile("plan.txt", b"A secret plan.")
    here = {"partnership": county.here, "body": county.strategic, "audience": "officers"}
    document = add_document(title="Plan", file=file, by=county.support, **here)
    return change_document(document, {"is_listed": True}, by=county.support)


def page(name, document, *rest):
    return reverse(f"documents:{name}", args=[document.reference, *rest])


def test_who_may_ask_sees_title_custodian_and_a_button_and_no_file(county, sign_in, plan):
    client = sign_in(county.partner)
    text = client.get(page("detail", plan)).content.decode()
    assert "Request a copy" in text
    assert "Support Northshire" in text
    assert "plan.txt" not in text
    assert "Versions" not in text
    assert client.get(page("download", plan, "0.1")).status_code == 404
    assert client.get(page("compare", plan)).status_code == 404
    assert "Plan" in client.get(reverse("documents:listed")).content.decode()
    assert "CSP-DOC" not in client.get(reverse("documents:list")).content.decode()


@pytest.mark.parametrize("who", ["outsider", "guest"])
def test_outside_the_partnership_it_does_not_exist(county, sign_in, plan, who):
    client = sign_in(getattr(county, who))
    assert client.get(page("detail", plan)).status_code == 404
    assert client.get(page("ask", plan)).status_code == 404
    assert "Plan" not in client.get(reverse("documents:listed")).content.decode()


def test_what_is_not_listed_is_unknown(county, sign_in, plan):
    change_document(plan, {"is_listed": False}, by=county.support)
    assert sign_in(county.partner).get(page("detail", plan)).status_code == 404
    with pytest.raises(PermissionDenied):
        ask_copy(plan, by=county.partner, reason="To read it")


def test_what_is_open_to_names_is_never_listed(county, sign_in, plan):
    set_audience(plan, "named", by=county.officer, reason="A victim is named")
    assert sign_in(county.partner).get(page("detail", plan)).status_code == 404
    assert not Document.objects.listed_for(county.partner).exists()


def test_the_request_reaches_the_custodian(county, sign_in, plan):
    answer = sign_in(county.partner).post(page("ask", plan), {"reason": "To plan patrols"})
    assert answer.url == page("detail", plan)
    notice = Notice.objects.get()
    assert (notice.recipient, notice.path) == (county.support, page("detail", plan))
    assert notice.subject == f"Partner Northshire asks for a copy of {plan.reference}"
    assert "patrols" not in notice.subject + notice.line
    assert Event.objects.get(verb="ask for a copy").reason == "To plan patrols"
    assert "You asked for a copy on" in sign_in(county.partner).get(page("detail", plan)).content.decode()


def test_two_people_who_ask_on_one_day_are_two_notices(county, plan):
    ask_copy(plan, by=county.partner, reason="To read it")
    ask_copy(plan, by=county.attendee, reason="To read it")
    assert Notice.objects.filter(recipient=county.support).count() == 2


def test_where_the_custodian_cannot_open_it_the_officers_are_told(county, plan):
    change_document(plan, {"custodian": county.attendee.person}, by=county.support)
    ask_copy(plan, by=county.partner, reason="To read it")
    assert Notice.objects.get().recipient == county.officer


def test_it_is_asked_for_once_and_with_a_reason(county, plan):
    with pytest.raises(MoveRefused, match="Say what you need it for"):
        ask_copy(plan, by=county.partner, reason=" ")
    ask_copy(plan, by=county.partner, reason="To read it")
    with pytest.raises(MoveRefused, match="You have asked for this already"):
        ask_copy(plan, by=county.partner, reason="To read it")


def test_the_custodian_opens_it_and_whoever_asked_is_told(county, sign_in, plan):
    asked = ask_copy(plan, by=county.partner, reason="To plan patrols")
    client = sign_in(county.support)
    assert "To plan patrols" in client.get(page("detail", plan)).content.decode()
    assert client.get(page("answer", plan, asked.pk)).status_code == 200
    client.post(page("answer", plan, asked.pk), {"is_given": "yes"})
    assert Document.objects.visible_to(county.partner).filter(pk=plan.pk).exists()
    assert not Document.objects.listed_for(county.partner).exists()
    told = Notice.objects.get(recipient=county.partner)
    assert told.subject == f"Your request for {plan.reference} is answered"
    with pytest.raises(MoveRefused, match="answered already"):
        answer_copy(asked, by=county.support, is_given=False, answer="No")


def test_a_refusal_says_why(county, sign_in, plan):
    asked = ask_copy(plan, by=county.partner, reason="To plan patrols")
    client = sign_in(county.officer)
    refused = client.post(page("answer", plan, asked.pk), {"is_given": "no"})
    assert refused.status_code == 422
    assert "Say why they may not have it." in refused.content.decode()
    client.post(page("answer", plan, asked.pk), {"is_given": "no", "answer": "It names a family."})
    assert "It names a family." in sign_in(county.partner).get(page("detail", plan)).content.decode()
    assert not Document.objects.visible_to(county.partner).filter(pk=plan.pk).exists()


def test_only_the_custodian_and_those_who_run_it_answer(county, sign_in, plan):
    set_audience(plan, "body", by=county.officer, reason="For the body")
    asked = ask_copy(plan, by=county.partner, reason="To plan patrols")
    assert sign_in(county.attendee).get(page("answer", plan, asked.pk)).status_code == 403
    assert "To plan patrols" not in sign_in(county.attendee).get(page("detail", plan)).content.decode()
    with pytest.raises(PermissionDenied):
        answer_copy(asked, by=county.attendee, is_given=True)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_however_long(county, sign_in, plan, rows, django_assert_num_queries):
    for number in range(rows - 1):
        file = SimpleUploadedFile("plan.txt", str(number).encode())
        here = {"partnership": county.here, "body": county.strategic, "audience": "officers"}
        document = add_document(title="Plan", file=file, by=county.support, **here)
        change_document(document, {"is_listed": True}, by=county.support)
    client = sign_in(county.partner)
    with django_assert_num_queries(3):
        client.get(reverse("documents:listed"))
