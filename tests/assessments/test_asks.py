"""What is asked of agencies: who sees what, who answers, who is reminded."""

import datetime as dt

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assessments.blockers import assessment_blockers
from assessments.hearing import asked_of
from assessments.models import Ask
from assessments.reminders import remind
from assessments.services import asks as services
from audit.clock import today
from documents.models import Document
from home.reports.cases import cases_waiting
from notices.models import Notice
from records.lifecycle import MoveRefused
from records.services import ChangedMeanwhile
from tests.factories import assessments as make
from tests.factories.partnership import AgencyFactory, PartnerFactory

pytestmark = pytest.mark.django_db
LIST = "/assessments/requests/"


def ask(county, *agencies, by=None, **said):
    said = {"title": "Admissions for assault", "due_on": today() + dt.timedelta(21), "what": "data"} | said
    return services.ask_agencies(
        county.here, agencies or (county.health, county.police), by=by or county.officer, **said
    )


def others(one):
    return Ask.objects.asked_like(one).exclude(pk=one.pk)


def test_each_agency_sees_its_own_and_the_asker_sees_all(county, analyst, client):
    """S001-35"""
    first = ask(county)
    [second] = others(first)
    assert {first.agency, second.agency} == {county.health, county.police}
    assert set(Ask.objects.visible_to(county.health_lead)) == {first}
    assert set(Ask.objects.visible_to(analyst)) == {first, second}
    assert not Ask.objects.visible_to(county.outsider).exists()
    client.force_login(county.health_lead)
    page = client.get(first.get_absolute_url()).content.decode()
    assert "Northshire Police" not in page
    assert client.get(second.get_absolute_url()).status_code == 404
    client.force_login(analyst)
    assert "0 of 2 have answered" in client.get(second.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("persona", "may"),
    [("officer", True), ("chair", False), ("health_lead", False), ("outsider", False), ("guest", False)],
)
def test_who_may_ask(county, persona, may):
    by = getattr(county, persona)
    if may:
        assert ask(county, by=by)
        return
    with pytest.raises(PermissionDenied):
        ask(county, by=by)


def test_all_reasons_are_said_at_once(county):
    with pytest.raises(MoveRefused) as refused:
        services.ask_agencies(
            county.here, [], by=county.officer, title="A", due_on=today() - dt.timedelta(1),
            person=county.chair.person,
        )  # fmt: skip
    assert len(refused.value.reasons) == 3


def test_a_named_person_is_asked_for_their_agency_alone(county):
    first = ask(county, person=county.health_lead.person)
    assert [row.person for row in (first, *others(first))] == [county.health_lead.person, None]
    assert list(asked_of(first)) == [county.health_lead]
    assert list(asked_of(others(first).get())) == [county.police_lead]


def test_where_nobody_sits_all_who_work_there_are_asked(county):
    one = ask(county, county.charity)
    county.attendee.person.memberships.all().delete()
    assert list(asked_of(one)) == [county.attendee]


def test_it_waits_on_the_home_page_of_the_agency(county):
    one = ask(county, county.health)
    [waiting] = cases_waiting(county.health_lead, today())
    assert (waiting.said, waiting.reference, waiting.is_late) == ("Answer", one.reference, False)
    assert cases_waiting(county.health_lead, today() + dt.timedelta(30))[0].is_late
    assert cases_waiting(county.officer, today()) == []
    services.answer_ask(one, "None", by=county.health_lead)
    assert cases_waiting(county.health_lead, today()) == []


def test_an_answer_with_documents(county, client):
    one = ask(county, county.health)
    client.force_login(county.health_lead)
    address = reverse("assessments:ask_answer", args=[one.reference])
    files = [SimpleUploadedFile(f"{name}.txt", name.encode()) for name in ("counts", "notes")]
    response = client.post(address, {"reply": "Attached.", "documents": files})
    assert response.status_code == 302
    one.refresh_from_db()
    assert (one.status, one.reply, one.received_on) == ("received", "Attached.", today())
    assert {document.title for document in Document.objects.visible_to(county.officer)} == {"counts", "notes"}
    assert not Document.objects.visible_to(county.police_lead).exists()
    page = client.get(one.get_absolute_url()).content.decode()
    assert "counts" in page


def test_bad_files_and_empty_answers_are_refused_and_nothing_is_lost(county, client):
    one = ask(county, county.health)
    client.force_login(county.health_lead)
    address = reverse("assessments:ask_answer", args=[one.reference])
    wrong = client.post(
        address, {"reply": "Here.", "documents": SimpleUploadedFile("a.exe", b"MZ\x90\x00" * 20)}
    )
    assert wrong.status_code == 422
    assert b"Here." in wrong.content
    empty = client.post(address, {"reply": " "})
    assert empty.status_code == 422
    assert b"Write an answer, or attach a document." in empty.content
    assert not Document.objects.visible_to(county.officer).exists()


@pytest.mark.parametrize("persona", ["police_lead", "outsider"])
def test_others_do_not_answer(county, persona, client):
    one = ask(county, county.health)
    client.force_login(getattr(county, persona))
    assert client.get(reverse("assessments:ask_answer", args=[one.reference])).status_code == 404
    with pytest.raises(PermissionDenied):
        services.answer_ask(one, "x", by=getattr(county, persona))


def test_an_officer_enters_what_came_by_mail(county):
    one = ask(county, county.charity)
    with pytest.raises(MoveRefused, match="still to come"):
        services.answer_ask(one, "x", by=county.officer, received_on=today() + dt.timedelta(1))
    one = services.answer_ask(one, "x", by=county.officer, received_on=today() - dt.timedelta(2))
    assert one.received_on == today() - dt.timedelta(2)
    with pytest.raises(MoveRefused, match="answered already"):
        services.answer_ask(one, "y", by=county.officer)


def test_it_is_asked_again_with_what_is_missing(county, client):
    one = services.answer_ask(ask(county, county.health), "Half of it", by=county.health_lead)
    with pytest.raises(PermissionDenied):
        services.ask_again(one, by=county.health_lead, reason="x", due_on=today())
    with pytest.raises(MoveRefused, match="Say what is missing"):
        services.ask_again(one, by=county.officer, reason=" ", due_on=today())
    one = services.ask_again(one, by=county.officer, reason="The last three months", due_on=today())
    assert (one.status, one.received_on, one.missing) == ("asked", None, "The last three months")
    client.force_login(county.health_lead)
    assert "The last three months" in client.get(one.get_absolute_url()).content.decode()


def test_it_is_withdrawn_from_all_that_have_not_answered(county):
    first = ask(county, county.health, county.police, county.charity)
    answered = services.answer_ask(others(first).get(agency=county.police), "x", by=county.officer)
    services.withdraw_ask(first, by=county.officer, reason="Not wanted", from_all=True)
    answered.refresh_from_db()
    assert answered.status == "received"
    assert Ask.objects.filter(status="withdrawn").count() == 2


def test_another_agency_is_asked_the_same(county):
    first = ask(county, county.health)
    services.ask_more(first, [county.charity, county.health], by=county.officer)
    assert {row.agency for row in Ask.objects.asked_like(first)} == {county.health, county.charity}
    with pytest.raises(MoveRefused, match="not asked yet"):
        services.ask_more(first, [county.charity], by=county.officer)


def test_two_who_change_it_at_once(county):
    one = ask(county, county.health)
    services.change_ask(one, {"details": "By ward"}, by=county.officer)
    with pytest.raises(ChangedMeanwhile):
        services.change_ask(one, {"details": "By month"}, by=county.officer, version="an older one")


def test_reminders_before_and_after_the_day(county, analyst):
    """S001-99, S004-57"""
    one = ask(county, county.health, due_on=today() + dt.timedelta(30), analyst=analyst.person)
    told = lambda: set(Notice.objects.filter(record=one.pk).values_list("trigger", "recipient"))  # noqa: E731
    remind(today())
    before = told()
    remind(one.due_on - dt.timedelta(7))
    remind(one.due_on - dt.timedelta(7))
    assert told() - before == {("ask-due-soon", county.health_lead.pk)}
    remind(one.due_on)
    assert ("ask-due", county.health_lead.pk) in told()
    remind(one.due_on + dt.timedelta(7))
    late = {trigger for trigger, user in told() if user == analyst.pk}
    assert late == {"ask-chase-late"}
    services.answer_ask(one, "x", by=county.health_lead)
    count = Notice.objects.filter(record=one.pk).count()
    remind(one.due_on + dt.timedelta(14))
    assert Notice.objects.filter(record=one.pk).count() == count
    assert mail.outbox == []  # notices are an outbox of their own


def test_an_assessment_waits_for_what_is_needed(county):
    """S004-58"""
    assessment = make.assessment(county)
    one = ask(county, county.health, about=assessment.record_ptr, is_needed=True)
    assert any(one.reference in words for words in assessment_blockers(assessment, "agree"))
    services.answer_ask(one, "x", by=county.health_lead)
    assert not any(one.reference in words for words in assessment_blockers(assessment, "agree"))


def test_nobody_asks_about_what_they_may_not_know(county):
    about = make.assessment(county).record_ptr
    with pytest.raises(PermissionDenied):
        services.ask_agencies(
            county.there, [county.police], by=county.outsider, title="A", due_on=today(), about=about
        )


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_costs_the_same_at_any_length(county, client, rows, django_assert_max_num_queries):
    for number in range(rows):
        agency = AgencyFactory(name=f"Agency {number}")
        PartnerFactory(partnership=county.here, agency=agency, rank="other")
        make.ask(county, agency=agency)
    client.force_login(county.officer)
    client.get(LIST)
    with django_assert_max_num_queries(8):
        assert client.get(LIST, {"show": "every"}).status_code == 200
    one = Ask.objects.visible_to(county.officer).first()
    with django_assert_max_num_queries(8):
        assert client.get(one.get_absolute_url()).status_code == 200


def test_open_requests_by_person(county, analyst, client):
    """S003-61"""
    ask(county, county.health, analyst=analyst.person)
    ask(county, county.police, title="Calls", due_on=today())
    client.force_login(analyst)
    page = client.get(reverse("assessments:ask_loads")).content.decode()
    assert page.index("Analyst Northshire") > 0
    assert "Nobody named" in page
    client.force_login(county.health_lead)
    assert client.get(reverse("assessments:ask_loads")).status_code == 403


def test_the_list_as_a_file_says_nothing_of_records_one_may_not_know(county, client):
    about = make.assessment(county)
    ask(county, county.health, about=about.record_ptr)
    client.force_login(county.health_lead)
    file = client.get(LIST, {"export": "csv"}).content.decode()
    assert "Admissions for assault" in file
    assert about.reference not in file
    client.force_login(county.officer)
    assert about.reference in client.get(LIST, {"export": "csv"}).content.decode()


def test_pages_and_forms(county, client):
    one = ask(county, county.health)
    client.force_login(county.officer)
    made = client.post(
        reverse("assessments:ask_add"),
        {
            "partnership": county.here.pk, "title": "Comments", "what": "comments", "due_on": "1 June 2199",
            "agencies": [county.health.pk, county.charity.pk], "about": one.reference,
        },
    )  # fmt: skip
    assert made.status_code == 302
    assert Ask.objects.filter(title="Comments", about=one.pk).count() == 2
    for name in ("ask_change", "ask_more", "ask_withdraw", "ask_answer"):
        assert client.get(reverse(f"assessments:{name}", args=[one.reference])).status_code == 200
    bad = client.post(
        reverse("assessments:ask_add"), {"title": "", "due_on": "31 2 2026", "agencies": ["9" * 30]}
    )
    assert bad.status_code == 422
    for query in ("agency=x", "analyst=999999999999999999999", "show=x", "after=~", "sort=x"):
        assert client.get(f"{LIST}?{query}").status_code == 200
    client.force_login(county.health_lead)
    assert client.get(reverse("assessments:ask_add")).status_code == 403
    assert client.get(reverse("assessments:ask_change", args=[one.reference])).status_code == 403
