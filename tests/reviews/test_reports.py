"""The overview report: its sections, versions, comments and files; and the check before anything leaves."""

import datetime as dt
import io

import docx
import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.clock import today
from audit.models import Event
from design.filters import date
from documents.services import add_document
from notices.models import Notice
from records import walls
from records.jobs import sweep
from records.lifecycle import MoveRefused
from records.services import ChangedMeanwhile
from reviews import standard
from reviews.models import AnonymityCheck, ReviewPrint
from reviews.services import checking, people, printing, referrals, reports, sealed
from tests.accessible import accessibility_problems
from tests.factories import reviews as make
from tests.printed import words

pytestmark = pytest.mark.django_db
NAME = "Nameworth"


@pytest.fixture
def review(county, coordinator):
    review = make.scoped(county, coordinator)
    sealed.add_entry(
        review, by=coordinator, pseudonym="Willow", identity=f"Invented {NAME}", also="12 Nowhere Row"
    )
    return review


@pytest.fixture
def report(review, coordinator):
    return make.report(review, coordinator)


def write(report, title, body, by):
    section = report.sections.get(title=title)
    return reports.write_section(section, by=by, body=body, edits=section.edits)


def opened_to(review, user, by):
    walls.open_to(review, user, by=make.fresh(by), reason="Panel", expires_on=today() + dt.timedelta(9))
    return make.fresh(user)


def checked(review, by, **of):
    row = checking.ask_check(review, by=by, reason="Before it goes to the panel", **of)
    sweep()
    row.refresh_from_db()
    return row


def test_a_report_begins_with_the_sections_of_the_guidance_or_the_partnerships_own(
    county, coordinator, review
):
    report = make.report(review, coordinator)
    assert [row.title for row in report.sections.all()] == [title for title, _ in standard.OVERVIEW]
    with pytest.raises(MoveRefused, match="one already"):
        make.report(review, coordinator)
    reports.set_outline(county.here, by=make.fresh(coordinator), kind="summary", sections=[["Only this", ""]])
    summary = make.report(review, coordinator, kind="summary")
    assert [row.title for row in summary.sections.all()] == ["Only this"]


def test_of_two_who_write_the_second_is_shown_what_the_first_saved(coordinator, report, sign_in):
    section = report.sections.first()
    way = reverse("reviews:section_write", args=[report.review.reference, section.pk])
    client = sign_in(coordinator)
    assert client.post(way, {"body": "First", "version": 0}).status_code == 302
    answer = client.post(way, {"body": "Second", "version": 0})
    assert answer.status_code == 409
    assert "First" in answer.content.decode()
    with pytest.raises(ChangedMeanwhile):
        reports.write_section(section, by=coordinator, body="Third", edits=0)


def test_the_panel_comments_and_those_who_write_say_what_was_done(county, coordinator, review, report):
    chair = opened_to(review, county.chair, coordinator)
    section = report.sections.first()
    made = reports.comment(section, by=chair, text="Say who was asked.")
    with pytest.raises(PermissionDenied):
        reports.comment(section, by=chair, text="She sang.", of_family=True, said_by="A sister")
    family = reports.comment(section, by=coordinator, text="She sang.", of_family=True, said_by="A sister")
    with pytest.raises(PermissionDenied):
        reports.answer_comment(made, by=chair, answer="accepted", answer_text="")
    with pytest.raises(MoveRefused, match="why nothing was changed"):
        reports.answer_comment(family, by=coordinator, answer="rejected", answer_text=" ")
    reports.answer_comment(made, by=coordinator, answer="accepted", answer_text="")
    with pytest.raises(PermissionDenied):
        reports.comment(section, by=make.fresh(county.officer), text="Hello")


def test_a_report_is_not_ready_while_something_in_it_is_empty_or_unanswered(county, coordinator):
    review = make.drafting(county, coordinator)
    report = make.report(review, coordinator)
    first, *others = report.sections.all()
    for section in others:
        reports.write_section(section, by=coordinator, body="There is none.", edits=section.edits)
    said = reports.comment(first, by=coordinator, text="She sang.", of_family=True, said_by="A sister")
    with pytest.raises(MoveRefused) as refused:
        referrals.move_review(review, "finish", by=coordinator)
    assert [words for words in refused.value.reasons if "version" not in words] == [
        "Enter the day on which the overview report was completed, on its title page.",
        f"Write what is empty in the overview report, or say there that there is none: “{first.title}”.",
        "Answer what was said of the overview report: 1 comment waits.",
    ]
    reports.write_section(first, by=coordinator, body="Willow sang.", edits=first.edits)
    reports.answer_comment(said, by=coordinator, answer="accepted", answer_text="")
    reports.change_report(report, by=coordinator, **make.about(finished_on=today()))
    reports.keep_version(report, by=coordinator, note="As the panel had it")
    assert referrals.move_review(review, "finish", by=coordinator).status == "ready"


def test_the_author_writes_and_others_of_the_panel_do_not(county, coordinator, review, report):
    guest = opened_to(review, county.guest, coordinator)
    with pytest.raises(PermissionDenied):
        write(report, "Introduction", "Text", guest)
    reports.change_report(report, by=coordinator, **make.about(author=guest))
    write(report, "Introduction", "Text", make.fresh(guest))
    walls.close_to(review, guest, by=make.fresh(coordinator), reason="Done")
    with pytest.raises(PermissionDenied):
        write(report, "Methodology", "Text", make.fresh(guest))


def test_versions_keep_what_it_said(coordinator, review, report, sign_in):
    write(report, "Introduction", "As it was.", coordinator)
    reports.keep_version(report, by=coordinator, note="To the panel")
    with pytest.raises(MoveRefused, match="Nothing has changed"):
        reports.keep_version(report, by=coordinator, note="Again")
    write(report, "Introduction", "As it is.", coordinator)
    way = reverse("reviews:version_show", args=[review.reference, report.pk, 1])
    page = sign_in(coordinator).get(way).content.decode()
    assert "As it was." in page
    assert "is" in page


def test_a_draft_is_marked_and_accessible_and_says_who_is_independent(coordinator, review, report):
    write(report, "Introduction", "## Who she was\n\nWillow sang.\n\n- one\n- two", coordinator)
    row = printing.ask_print(report, "draft", by=coordinator)
    assert printing.ask_print(report, "draft", by=coordinator) == row
    sweep()
    row.refresh_from_db()
    assert row.state == "done", row.error
    content = bytes_of(row)
    text = words(content)
    for said in (
        "OFFICIAL-SENSITIVE – draft",
        "Willow sang.",
        "Statement of independence",
        "I never worked for any of them",
    ):
        assert said in text
    assert accessibility_problems(content) == []
    assert [n.line for n in Notice.objects.all() if "eport" in n.line + n.subject] == []


def test_a_final_report_waits_for_its_check(coordinator, review, report, sign_in):
    for section in report.sections.all():
        reports.write_section(section, by=coordinator, body=f"About {section.position}.", edits=0)
    reports.change_report(report, by=coordinator, **make.about(finished_on=today()))
    with pytest.raises(MoveRefused, match="Check it for names first"):
        printing.ask_print(report, "final", by=coordinator)
    write(report, "Analysis", f"It was {NAME}'s house.\n\nNothing else.", coordinator)
    check = checked(review, coordinator, report=report)
    assert (check.state, check.error, [find.place for find in check.finds.all()]) == (
        "done",
        "",
        ["Analysis, paragraph 1"],
    )
    with pytest.raises(MoveRefused, match="not cleared"):
        printing.ask_print(report, "final", by=coordinator)
    write(report, "Analysis", "It was her house.\n\nNothing else.", coordinator)
    with pytest.raises(MoveRefused, match="changed since it was checked"):
        printing.ask_print(report, "final", by=coordinator)
    checked(review, coordinator, report=report)
    row = printing.ask_print(report, "final", by=coordinator)
    sweep()
    row.refresh_from_db()
    assert (row.state, row.error) == ("done", "")
    assert "draft" not in words(bytes_of(row))
    sealed.add_entry(review, by=coordinator, pseudonym="Ash", identity="Another Fictive")
    with pytest.raises(MoveRefused, match="key or the terms"):
        printing.ask_print(report, "final", by=coordinator)


def test_a_find_is_cleared_with_a_reason_and_asked_again_only_where_the_text_changed(
    coordinator, review, report
):
    write(report, "Analysis", f"The {NAME} Trust helped.\n\nThe {NAME} Trust wrote.", coordinator)
    check = checked(review, coordinator, report=report)
    assert checking.uncleared(check).count() == 2
    for find in check.finds.all():
        checking.clear(review, find, by=coordinator, reason="A charity of that name, known to everyone")
    write(report, "Analysis", f"The {NAME} Trust helped.\n\nThe {NAME} Trust left.\n\nMore.", coordinator)
    check = checked(review, coordinator, report=report)
    assert [find.after for find in checking.uncleared(check)] == [" Trust left."]
    with pytest.raises(MoveRefused, match="already"):
        checking.clear(review, check.finds.first(), by=coordinator, reason="Again")
    with pytest.raises(MoveRefused, match="may stand"):
        checking.clear(review, check.finds.last(), by=coordinator, reason=" ")


def test_the_check_opens_the_key_with_a_reason_and_shows_its_words_to_those_alone_who_may(
    county, coordinator, review, report, sign_in
):
    chair = opened_to(review, county.chair, coordinator)
    write(report, "Analysis", f"It was {NAME}.", coordinator)
    with pytest.raises(PermissionDenied):
        checking.ask_check(review, by=chair, reason="Curious", report=report)
    check = checked(review, coordinator, report=report)
    event = Event.objects.filter(subject=review.reference, verb="open the key").latest("pk")
    assert (event.reason, event.actor) == ("Before it goes to the panel", f"user:{coordinator.pk}")
    way = reverse("reviews:check", args=[review.reference, check.pk])
    ours, theirs = (sign_in(user).get(way).content.decode() for user in (coordinator, county.chair))
    assert f"<mark>{NAME}</mark>" in ours
    assert "Analysis, paragraph 1" in theirs
    assert NAME not in theirs
    assert "Willow" not in theirs.partition('id="find-')[2]
    assert (
        sign_in(county.chair)
        .get(reverse("reviews:find_clear", args=[review.reference, check.finds.get().pk]))
        .status_code
        == 403
    )


def test_whoever_lost_the_key_meanwhile_gets_no_check(county, coordinator, review, report):
    row = checking.ask_check(review, by=coordinator, reason="Before it goes", report=report)
    make.Role.objects.update(ended_on=today() - dt.timedelta(1))
    sweep()
    row.refresh_from_db()
    assert row.state == AnonymityCheck.State.FAILED
    assert row.finds.count() == 0


def test_a_file_leaves_after_its_check_and_not_before(coordinator, review):
    version = attached(review, coordinator, f"It was {NAME}.")
    said = {"sent_to": "The Home Office", "sent_on": today()}
    with pytest.raises(MoveRefused, match="Check it for names first"):
        checking.mark_leaving(review, version, by=coordinator, **said)
    check = checked(review, coordinator, version=version)
    assert check.state == "done", check.error
    with pytest.raises(MoveRefused, match="not cleared"):
        checking.mark_leaving(review, version, by=coordinator, **said)
    for find in check.finds.all():
        checking.clear(review, find, by=coordinator, reason="Agreed with the family")
    assert checking.mark_leaving(review, version, by=coordinator, **said).sent_to == "The Home Office"


def test_a_check_says_that_a_newer_one_of_the_same_text_is_done(coordinator, review, report, sign_in):
    write(report, "Analysis", f"It was {NAME}.", coordinator)
    version = attached(review, coordinator, f"It was {NAME}.")
    first, of_file = (
        checked(review, coordinator, report=report),
        checked(review, coordinator, version=version),
    )
    second = checked(review, coordinator, report=report)
    client = sign_in(coordinator)

    def page(row):
        return client.get(reverse("reviews:check", args=[review.reference, row.pk])).content.decode()

    assert "No find is left" not in page(first)
    assert reverse("reviews:check", args=[review.reference, second.pk]) in page(first)
    assert ["Superseded" in page(row) for row in (first, of_file, second)] == [True, False, False]
    listed = client.get(reverse("reviews:checks", args=[review.reference])).content.decode()
    assert listed.count("Superseded by") == 1


def test_what_is_sought_besides_the_key_is_shown_where_the_key_is_shown(coordinator, review, report, sign_in):
    checking.add_terms(review, by=coordinator, lines=["Fictive Infants School"])
    write(report, "Analysis", "At Fictive Infants' School.", coordinator)
    assert checked(review, coordinator, report=report).finds.count() == 1
    client = sign_in(coordinator)
    assert (
        "Fictive Infants School"
        not in client.get(reverse("reviews:checks", args=[review.reference])).content.decode()
    )
    opened = client.post(reverse("reviews:key", args=[review.reference]), {"reason": "To look"})
    assert "Fictive Infants School" in opened.content.decode()
    assert not Event.objects.filter(changes__contains="Fictive Infants").exists()


def test_each_page_answers(coordinator, review, report, sign_in):
    write(report, "Analysis", f"It was {NAME}.", coordinator)
    section, client = report.sections.first(), sign_in(coordinator)
    made = reports.comment(section, by=coordinator, text="Say more.")
    version = attached(review, coordinator, NAME)
    check = checked(review, coordinator, report=report)
    keys = {
        "reports": (), "report_begin": (), "report_change": (report.pk,), "report_read": (report.pk,),
        "section_write": (section.pk,), "comment_add": (section.pk,), "comment_family": (section.pk,),
        "comment_answer": (made.pk,), "version_list": (report.pk,), "version_keep": (report.pk,), "files": (),
        "checks": (), "check_report": (report.pk,), "check_chronology": (), "check_file": (),
        "sought_add": (), "check": (check.pk,),
        "find_clear": (check.finds.get().pk,),
    }  # fmt: skip
    for name, args in keys.items():
        assert client.get(reverse(f"reviews:{name}", args=[review.reference, *args])).status_code == 200, name
    assert client.get(reverse("reviews:outlines")).status_code == 200
    assert client.get(reverse("reviews:outline_change", args=["overview"])).status_code == 200
    way = reverse("reviews:check_file", args=[review.reference])
    assert client.post(way, {"version": version.pk, "reason": "It goes"}).status_code == 302
    way = reverse("reviews:file_ask", args=[review.reference, "overview-draft"])
    assert client.post(way).status_code == 302
    sweep()
    row = ReviewPrint.objects.get()
    answer = client.get(reverse("reviews:file", args=[review.reference, row.pk]))
    assert b"".join(answer.streaming_content).startswith(b"%PDF-")


def bytes_of(row):
    with row.file.open("rb") as file:
        return file.read()


def attached(review, by, text):
    document, file = docx.Document(), io.BytesIO()
    document.add_paragraph(text)
    document.save(file)
    upload = SimpleUploadedFile("letter.docx", file.getvalue())
    return add_document(review, title="Letter", file=upload, by=make.fresh(by)).versions.get()


def test_a_report_begins_with_what_its_author_and_its_chair_signed(county, coordinator, sign_in):
    """The page on which they sign says that the report prints it: no other words stand over their names."""
    chair, author = make.guest(county), make.guest(county, "author")
    review = make.gathering(county, coordinator, chair)
    row = people.appoint(
        review, by=coordinator, part="author", **make.appointing(name="An Author", user=author)
    )
    until = today() + dt.timedelta(9)
    people.open_to_appointed(review, row.pk, by=coordinator, reason="Author", expires_on=until)
    way = reverse("reviews:report_begin", args=[review.reference])
    client = sign_in(coordinator)
    assert "I was never there." not in client.get(way).content.decode()
    people.sign_independence(review, by=make.fresh(author), statement="I was never there.")
    page = client.get(way).content.decode()
    chairs = review.appointments.get(part="chair")
    for said in (
        "I was never there.",
        "An Author",
        author.email,
        f"independent chair: {chairs.independence}",
    ):
        assert said in page


def test_an_agency_that_is_asked_reads_the_terms_that_it_is_asked_against(county, coordinator, sign_in):
    review = make.gathering(county, coordinator, make.guest(county))
    terms = review.terms.get()
    client = sign_in(coordinator)
    for name in ("ask_for_review", "part_ask"):
        page = client.get(reverse(f"reviews:{name}", args=[review.reference])).content.decode()
        assert date(terms.scope_from) in page
        assert (terms.lines in page) == (name == "ask_for_review")
