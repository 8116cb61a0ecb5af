"""What is offered next on a review, what a partnership sets, and what must be checked before it leaves."""

import datetime as dt
import io

import docx
import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from audit.clock import today
from documents.services import add_document
from records.jobs import sweep
from records.lifecycle import MoveRefused
from reviews.chasing import chase
from reviews.models import LedgerRule, Review
from reviews.reports import themes
from reviews.services import (
    checking,
    deciding,
    keeping,
    lessons,
    lines,
    printing,
    referrals,
    reports,
    sealed,
    submission,
)
from reviews.views.checking import SHOWN
from reviews.views.frame import _steps, lists_of_steps
from tests.accessible import accessibility_problems
from tests.factories import ledger as made
from tests.factories import reviews as make
from tests.factories.partnership import AgreementFactory
from tests.printed import words

pytestmark = pytest.mark.django_db
DAYS = dt.timedelta
NAME = "Nameworth"


def waits(review, user):
    """What each step that is not open yet waits for."""
    row = Review.objects.prefetch_related(*lists_of_steps(review)).get(pk=review.pk)
    return {step.label: step.blockers for step in _steps(make.fresh(user), row) if step.blockers}


def steps(review, user):
    """(words, whether it is the green one) of what this person is offered."""
    row = Review.objects.prefetch_related(*lists_of_steps(review)).get(pk=review.pk)
    return {step.label: step.primary and not step.blockers for step in _steps(make.fresh(user), row)}


def test_each_stage_offers_its_next_step_and_one_of_them_is_green(county, coordinator):
    offered = {
        make.scoped: ("Record the decision", "Ask an agency", "Put the decision off"),
        make.decided: ("Record who was told",),
        make.told: ("Record the independent chair", "Put the report off"),
        make.begun: ("Add a panel member", "Write terms of reference", "Ask an agency for its own review"),
        make.gathering: ("Record the author of the report",),
        make.ready: ("Put it to the partnership for sign-off", "Decide whether it is published"),
        make.agreed: ("Record that it was submitted",),
        make.submitted: (
            "Record the Home Office's answer", "Write a communications statement", "Record a copy that was sent",
        ),
    }  # fmt: skip
    green = {
        make.scoped: "Record the decision", make.decided: "Record who was told",
        make.ready: "Put it to the partnership for sign-off", make.agreed: "Record that it was submitted",
        make.submitted: "Record the Home Office's answer",
    }  # fmt: skip
    for number, (begin, wanted) in enumerate(offered.items()):
        user = county.guest if begin in (make.begun, make.gathering, make.ready) else None
        review = begin(county, coordinator, **({"user": user} if user else {}))
        found = steps(review, coordinator)
        assert set(wanted) <= set(found), (begin.__name__, sorted(found))
        if begin in green:
            assert [label for label, primary in found.items() if primary] == [green[begin]]
        assert steps(review, county.officer).keys() <= {"Attach a document"}
        Review.objects.filter(pk=review.pk).update(title=f"Tree {number}")


def test_whether_it_is_published_is_the_green_step_once_decided(county, coordinator):
    review = make.cleared(county, coordinator)
    assert not steps(review, coordinator)["Decide whether it is published"]
    make.publication.decide_publication(
        review, by=make.fresh(coordinator), **make.deciding_publication("withhold")
    )
    assert steps(review, coordinator)["Record that it is not published"]
    assert "Record that it was published" not in steps(review, coordinator)


def test_what_has_changed_is_the_green_step_from_its_day_on_and_not_from_the_close(county, coordinator):
    review = make.told(county, coordinator)
    closed = Review.objects.filter(pk=review.pk)
    closed.update(status="closed", closed_on=today(), assure_on=today() + DAYS(1))
    assert steps(review, coordinator)["Record what has changed"] is False
    closed.update(assure_on=today())
    assert steps(review, coordinator)["Record what has changed"] is True


SAID = {"first_days": 3, "second_days": 10, "senior_days": 20, "fewest_reviews": 2}


def test_the_partnership_sets_the_days_of_its_chase(county, coordinator, sign_in):
    review = make.scoped(county, coordinator)
    line = made.with_action(county, coordinator, review, senior=county.supervisor)
    line.target_on = line.asked_on = today() - DAYS(11)
    line.save()
    way, client = reverse("reviews:ledger_rule"), sign_in(coordinator)
    refused = client.post(way, {**SAID, "second_days": 2, "reason": "The group"})
    assert (refused.status_code, LedgerRule.objects.exists()) == (422, False)
    assert "more days than the step before it" in refused.content.decode()
    assert client.post(way, {**SAID, "reason": "Strategic group, 3 March"}).status_code == 302
    chase(today())
    chase(today())
    chase(today())
    assert [row.step for row in line.chases.all()] == ["first", "second"]
    assert 'value="20"' in client.get(way).content.decode()
    assert sign_in(county.officer).get(way).status_code == 404
    with pytest.raises(PermissionDenied):
        keeping.set_ledger(county.here, by=make.fresh(county.officer), reason="Me", **SAID)


def test_the_partnership_sets_from_how_many_reviews_on_a_number_is_said(county, coordinator):
    """S001-60"""
    for tree in ("Larchwood", "Alder"):
        one = make.scoped(county, coordinator, title=tree)
        point = deciding.add_learning(one, by=coordinator, text="Ask.", theme="Enquiry")
        deciding.advance_learning(one, point.pk, by=coordinator, on=today())
        lessons.publish(one, point.pk, by=make.fresh(coordinator), theme="Enquiry", text="Ask everybody.")

    def said():
        return [words for _, words, _ in themes.lessons_for(make.fresh(county.partner))]

    assert said() == [""]
    keeping.set_ledger(county.here, by=make.fresh(coordinator), reason="Strategic group", **SAID)
    assert said() == ["At least 2 reviews say this."]


def test_forms_that_need_a_file_say_so_where_there_is_none(county, coordinator, sign_in):
    review, client = make.drafting(county, coordinator), sign_in(coordinator)
    Review.objects.filter(pk=review.pk).update(status="ready")  # as one that began before it was asked for
    for name in ("destroy", "check_file", "pack"):
        page = client.get(reverse(f"reviews:{name}", args=[review.reference])).content.decode()
        assert "ttach" in page, name
        assert "<form" not in page.split("<main")[1], name
    page = client.get(reverse("reviews:bundle_ask", args=[review.reference])).content.decode()
    assert "OFFICIAL-SENSITIVE" in page
    assert "the export holds parts of the record alone" in page
    file = SimpleUploadedFile("letter.txt", b"Dear all.")
    add_document(review, title="Letter", file=file, by=make.fresh(coordinator))
    page = client.get(reverse("reviews:check_file", args=[review.reference])).content.decode()
    assert "Letter, version" in page
    assert "Which file (optional)" not in page


def test_the_page_of_the_key_stands_among_the_pages_of_its_review(county, coordinator, sign_in):
    review = make.scoped(county, coordinator)
    page = sign_in(coordinator).get(reverse("reviews:key", args=[review.reference])).content.decode()
    assert reverse("reviews:keeping", args=[review.reference]) in page
    assert "<strong>Key</strong>" in page


def checked(review, by, reason="Before it goes", **of):
    row = checking.ask_check(review, by=make.fresh(by), reason=reason, **of)
    sweep()
    row.refresh_from_db()
    assert row.state == "done", row.error
    return row


def test_a_chronology_leaves_as_excel_or_pdf_once_no_name_in_it_is_left(county, coordinator, sign_in):
    review, client = make.scoped(county, coordinator), sign_in(coordinator)
    sealed.add_entry(review, by=coordinator, pseudonym="Willow", identity=f"Invented {NAME}")
    entry = make.entry(county, review, coordinator, county.police, what=f"{NAME} was seen.")
    excel = reverse("reviews:chronology", args=[review.reference]) + "?export=xlsx"
    assert client.get(excel).status_code == 302
    assert "Check it for names first" in client.get(excel, follow=True).content.decode()
    assert client.post(reverse("reviews:check_chronology", args=[review.reference]), {"reason": "It goes"})
    sweep()
    check = review.checks.get()
    assert [(find.words, str(county.police) in find.place) for find in check.finds.all()] == [(NAME, True)]
    assert client.get(excel).status_code == 302
    with pytest.raises(MoveRefused, match="not cleared"):
        printing.ask_chronology(review, by=make.fresh(coordinator))
    make.chronology.change_entry(
        review, entry.pk, by=make.fresh(coordinator), happened_on=entry.happened_on, precision="day", time=None,
        agency=county.police, kind="visit", what="Willow was seen.", involved="", source="",
    )  # fmt: skip
    with pytest.raises(MoveRefused, match="changed since it was checked"):
        printing.ask_chronology(review, by=make.fresh(coordinator))
    assert checked(review, coordinator).finds.count() == 0
    book = openpyxl.load_workbook(io.BytesIO(client.get(excel).content))
    assert [cell.value for cell in book.active[2]][2:4] == [str(county.police), "Willow was seen."]
    row = printing.ask_chronology(review, by=make.fresh(coordinator))
    sweep()
    row.refresh_from_db()
    with row.file.open("rb") as file:
        content = file.read()
    assert "Willow was seen." in words(content)
    assert accessibility_problems(content) == []


def picture(colour):
    file = io.BytesIO()
    Image.new("RGB", (40, 40), colour).save(file, "PNG")
    return io.BytesIO(file.getvalue())


def test_a_file_with_pictures_leaves_once_a_person_looked_at_each(county, coordinator, sign_in):
    review, client = make.scoped(county, coordinator), sign_in(coordinator)
    document, file = docx.Document(), io.BytesIO()
    for colour in ("red", "blue", "red"):
        document.add_picture(picture(colour))
    document.save(file)
    version = add_document(
        review,
        title="Report",
        file=SimpleUploadedFile("report.docx", file.getvalue()),
        by=make.fresh(coordinator),
    ).newest
    check = checked(review, coordinator, version=version)
    pictures = list(check.finds.filter(sureness="picture"))
    assert len(pictures) == 3  # the first page that the program keeps, and of the three two that differ
    page = client.get(reverse("reviews:check", args=[review.reference, check.pk])).content.decode()
    assert page.count("Confirm that you looked at it") == 3
    assert "3 of what the check found are not cleared" in " ".join(
        checking.why_it_may_not_leave(review, version=version)
    )
    for find in pictures:
        way = reverse("reviews:find_clear", args=[review.reference, find.pk])
        assert client.post(way, {"reason": ""}).status_code == 422
        assert client.post(way, {"reason": "A plain square: nobody is in it"}).status_code == 302
    assert list(checking.why_it_may_not_leave(review, version=version)) == []


def test_the_file_that_was_agreed_is_submitted_after_a_check_of_its_own(county, coordinator):
    """The text in the portal and the file that goes are two things, and each is checked (S001-50)."""
    review = make.ready(county, coordinator)
    sealed.add_entry(review, by=coordinator, pseudonym="Willow", identity=f"Invented {NAME}")
    file = SimpleUploadedFile("report.txt", f"About {NAME}.".encode())
    paper = add_document(review, title="Overview report", file=file, by=make.fresh(coordinator))
    make.walls.open_to(
        review, county.chair, by=make.fresh(coordinator), reason="Signs", expires_on=today() + DAYS(60)
    )
    submission.agree(review, by=make.fresh(county.chair), **make.agreeing(report=paper))
    said = {"by": make.fresh(coordinator), "submitted_on": today(), "home_office_reference": "HO 1"}
    with pytest.raises(MoveRefused, match=r"report\.txt: Check it for names first"):
        submission.submit(review, **said)
    check = checked(review, coordinator, version=paper.newest)
    with pytest.raises(MoveRefused, match=r"report\.txt: 1 of what the check found is not cleared"):
        submission.submit(review, **said)
    checking.clear(review, check.finds.get(), by=make.fresh(coordinator), reason="Agreed with the family")
    assert submission.submit(review, **said).status == "submitted"


def written(review, coordinator, text="Asked apart."):
    """The overview report with all its sections, and a version kept."""
    report = make.report(review, coordinator, finished_on=today())
    for section in report.sections.all():
        reports.write_section(section, by=make.fresh(coordinator), body=text, edits=section.edits)
    return report


def test_a_draft_says_before_it_is_finished_that_no_version_of_its_report_was_kept(county, coordinator):
    review = make.drafting(county, coordinator)
    assert steps(review, coordinator)["Begin the report"]
    report = written(review, coordinator)
    row = Review.objects.prefetch_related(*lists_of_steps(review)).get(pk=review.pk)
    said = [
        step for step in _steps(make.fresh(county.guest), row) if step.label == "Report is ready for sign-off"
    ]
    assert [blocker for step in said for blocker in step.blockers] == [
        "No version of the overview report was kept. Whoever writes it keeps one first: that is what is signed."
    ]
    assert "Begin the report" not in steps(review, coordinator)
    reports.keep_version(report, by=make.fresh(coordinator), note="For sign-off")
    assert steps(review, county.guest)["Report is ready for sign-off"]


def test_the_check_for_names_is_offered_before_the_partnership_agrees(county, coordinator):
    review = make.drafting(county, coordinator)
    report = written(review, coordinator)
    reports.keep_version(report, by=make.fresh(coordinator), note="For sign-off")
    review = referrals.move_review(review, "finish", by=make.fresh(coordinator))
    found = steps(review, coordinator)
    assert [label for label, green in found.items() if green] == ["Check the report for names"]
    assert "Check the report for names" not in steps(review, county.guest)
    checked(review, coordinator, report=report)
    found = steps(review, coordinator)
    assert [label for label, green in found.items() if green] == ["Put it to the partnership for sign-off"]


def test_the_chair_is_led_through_panel_terms_and_the_points_of_the_home_office(county, coordinator):
    review, chair = make.begun(county, coordinator), make.fresh(county.guest)
    assert {"Add a panel member", "Write terms of reference"} <= set(steps(review, chair))
    make.agreed_terms(review, coordinator)
    assert "Record that the family has the terms of reference" in steps(review, chair)
    Review.objects.filter(pk=review.pk).update(title="Alder")
    review = make.submitted(county, coordinator)
    told = {"received_on": today(), "letter": None}
    submission.note_feedback(
        review, by=make.fresh(coordinator), outcome="changes", points=["Say more."], **told
    )
    assert steps(review, chair)["Answer the points of the Home Office"]
    submission.note_feedback(review, by=make.fresh(coordinator), outcome="again", points=["Anew."], **told)
    assert steps(review, chair)["Take back to draft"]


def test_what_is_settled_is_not_taken_back_to_draft(county, coordinator):
    review = make.settled(county, coordinator)
    assert "Take back to draft" not in steps(review, coordinator)
    with pytest.raises(PermissionDenied):
        referrals.move_review(review, "redraft", by=make.fresh(coordinator), reason="Another thought")


def test_a_review_is_not_closed_over_an_open_action(county, coordinator):
    review = make.settled(county, coordinator)
    line = made.with_action(county, make.fresh(coordinator), review)
    row = Review.objects.get(pk=review.pk)
    wanted = "Complete the action plan, or withdraw what is no longer to be done: one is not complete."
    assert wanted in row.blockers("close")
    lines.move_line(line, "withdraw", by=make.fresh(coordinator), reason="Done by another")
    assert wanted not in row.blockers("close")


def test_a_find_leads_to_the_text_that_has_it(county, coordinator, sign_in):
    review = make.drafting(county, coordinator)
    sealed.add_entry(review, by=coordinator, pseudonym="Willow", identity=f"Invented {NAME}")
    report = written(review, coordinator, text=f"About {NAME}.")
    check = checked(review, coordinator, report=report)
    page = (
        sign_in(coordinator).get(reverse("reviews:check", args=[review.reference, check.pk])).content.decode()
    )
    first = report.sections.first()
    assert reverse("reviews:section_write", args=[review.reference, first.pk]) in page
    assert f"About <mark>{NAME}</mark>." in page  # and no dots where nothing goes on


def test_the_last_checks_are_shown_the_newest_first(county, coordinator, sign_in):
    review = make.drafting(county, coordinator)
    report = written(review, coordinator)
    for number in range(SHOWN + 1):
        checked(review, coordinator, report=report, reason=f"Time {number}.")
    page = sign_in(coordinator).get(reverse("reviews:checks", args=[review.reference])).content.decode()
    assert "Time 0." not in page
    assert page.index(f"Time {SHOWN}.") < page.index("Time 1.")


def test_whoever_keeps_it_reads_what_the_signature_waits_for(county, coordinator):
    """The text was changed since a version was kept, and then nobody who may sign has it open."""
    review = make.drafting(county, coordinator)
    report = written(review, coordinator)
    reports.keep_version(report, by=make.fresh(coordinator), note="For sign-off")
    review = referrals.move_review(review, "finish", by=make.fresh(coordinator))
    section = report.sections.first()
    reports.write_section(section, by=make.fresh(coordinator), body="Asked alone.", edits=section.edits)
    checked(review, coordinator, report=report)
    assert steps(review, coordinator)["Keep a version of the report"]
    assert waits(review, coordinator)["Record that submission is agreed"] == [
        "The overview report was changed since version 1 was kept. Whoever writes it keeps another first.",
        "It is open to nobody who may sign: open it to the chair of the partnership.",
    ]
    reports.keep_version(report, by=make.fresh(coordinator), note="Mended")
    make.walls.open_to(
        review, county.chair, by=make.fresh(coordinator), reason="Signs", expires_on=today() + DAYS(60)
    )
    found = steps(review, coordinator)
    assert {"Keep a version of the report", "Open it to the chair of the partnership, who signs"}.isdisjoint(
        found
    )
    assert waits(review, coordinator)["Record that submission is agreed"] == [
        "It waits for Chair Northshire, who may sign."
    ]
    lapsed = AgreementFactory(partnership=county.here, status="signed", ended_on=today() - DAYS(1))
    review.user_grants.filter(user=county.chair).update(agreement=lapsed)
    assert waits(review, coordinator)["Record that submission is agreed"] == [
        "It is open to nobody who may sign: open it to the chair of the partnership."
    ]


def test_a_review_is_not_closed_over_a_recommendation_that_nobody_acts_on(county, coordinator):
    """S001-59"""
    review, said = (
        make.settled(county, coordinator),
        {"text": "Ask each person alone.", "addressed_to": "All"},
    )
    made.recommended(review, make.fresh(coordinator), number="1", **said)
    made.recommended(review, make.fresh(coordinator), number="2", scope="national", **said)
    row = Review.objects.get(pk=review.pk)
    one, other = (each for each in row.blockers("close") if "recommendation" in each)
    assert one == "Give out an action for recommendation 1, or use one that is there."
    assert other.startswith("Give out an action for recommendation 2")
    assert other.endswith(", or record that it was sent on to the Home Office.")
