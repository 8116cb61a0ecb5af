"""A final report is filed as it was composed, and that very file is agreed, submitted and published."""

import hashlib

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from audit.clock import today
from documents.models import Document
from records import walls
from records.jobs import sweep
from records.lifecycle import MoveRefused
from reviews.models import Leaving, Review
from reviews.services import checking, filing, printing, publication, reports, sealed, submission
from signoffs.models import SignOff
from signoffs.reports import check as check_signature
from tests.accessible import accessibility_problems
from tests.factories import reviews as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def review(county, coordinator):
    """Ready for sign-off, with a report that is written, kept in a version and checked."""
    review = make.ready(county, coordinator)
    sealed.add_entry(review, by=make.fresh(coordinator), pseudonym="Willow", identity="Invented Nameworth")
    report = make.report(review, coordinator, finished_on=today())
    for section in report.sections.all():
        reports.write_section(section, by=make.fresh(coordinator), body=f"On {section.position}.", edits=0)
    return review


def checked(review, by):
    row = checking.ask_check(review, by=make.fresh(by), report=review.reports.get(), reason="It goes")
    checking.run_check(row.pk)


def composed(review, by):
    checked(review, by)
    row = printing.ask_print(review.reports.get(), "final", by=make.fresh(by))
    sweep()
    row.refresh_from_db()
    assert (row.state, row.error) == ("done", "")
    return row


def reword(review, by, body):
    section = review.reports.get().sections.get(title="Analysis")
    reports.write_section(section, by=make.fresh(by), body=body, edits=section.edits)


def kept(review, by, note="For the chair"):
    return reports.keep_version(review.reports.get(), by=make.fresh(by), note=note)


def signed(county, review, coordinator, version):
    until = today() + make.DAYS(30)
    walls.open_to(review, county.chair, by=make.fresh(coordinator), reason="Signs", expires_on=until)
    return submission.agree(review, by=make.fresh(county.chair), **make.agreeing(report=version.document))


def test_it_is_the_very_file_that_was_made_of_a_version_that_was_kept(county, coordinator, review):
    row = composed(review, coordinator)
    with pytest.raises(MoveRefused, match="No version of the overview report was kept"):
        filing.file_final(row, by=make.fresh(coordinator))
    kept(review, coordinator)
    version = filing.file_final(row, by=make.fresh(coordinator))
    row.refresh_from_db()
    with row.file.open("rb") as file:
        content = file.read()
    assert version.sha256 == hashlib.sha256(content).hexdigest()
    assert accessibility_problems(content) == []
    assert (version.filename, version.number) == ("overview-report-willow.pdf", "0.1")
    assert version.description.startswith("Version 1 of the text, checked for names on")
    assert version.description.endswith(row.digest)
    assert version.document.audience == "named"
    with pytest.raises(MoveRefused, match=f"filed already, as {version.document.reference}"):
        filing.file_final(row, by=make.fresh(coordinator))


@pytest.mark.parametrize("change", ["text", "key"])
def test_what_changed_since_the_check_is_not_filed(county, coordinator, review, change):
    kept(review, coordinator)
    row = composed(review, coordinator)
    if change == "text":
        reword(review, coordinator, "Other words.")
        kept(review, coordinator, "Other")
    else:
        sealed.add_entry(review, by=make.fresh(coordinator), pseudonym="Ash", identity="Another Fictive")
    words = "changed since this file was made" if change == "text" else "key or the terms have changed"
    with pytest.raises(MoveRefused, match=words):
        filing.file_final(row, by=make.fresh(coordinator))
    assert [paper.title for paper in Document.objects.filter(attached_to=review.pk)] == [
        "Overview report"
    ]  # the draft


def test_whoever_only_comments_files_nothing(county, coordinator, review):
    kept(review, coordinator)
    row = composed(review, coordinator)
    until = today() + make.DAYS(30)
    walls.open_to(review, county.police_lead, by=make.fresh(coordinator), reason="Panel", expires_on=until)
    with pytest.raises(PermissionDenied):
        filing.file_final(row, by=make.fresh(county.police_lead))


def test_the_check_of_its_text_is_its_check_and_the_signature_names_its_digest(county, coordinator, review):
    """S001-50: it is agreed, submitted and published without a second check, and stands among what left."""
    kept(review, coordinator)
    version = filing.file_final(composed(review, coordinator), by=make.fresh(coordinator))
    review = signed(county, review, coordinator, version)
    assert SignOff.objects.get(act="submit").content["report"][1] == version.sha256
    review = submission.submit(review, by=coordinator, submitted_on=today(), home_office_reference="HO 1")
    said = {"received_on": today(), "outcome": "publish", "letter": None, "points": []}
    submission.note_feedback(review, by=coordinator, **said)
    publication.decide_publication(review, by=coordinator, **make.deciding_publication())
    where = {"published_on": today(), "published_where": "www.example.org/review"}
    with pytest.raises(MoveRefused, match="Choose the files that are published"):
        publication.record_published(review, by=coordinator, versions=[], **where)
    publication.record_published(review, by=coordinator, versions=[version], **where)
    left = Leaving.objects.order_by("pk").values_list("version", "sent_to")
    assert list(left) == [
        (version.pk, "The Home Office"),
        (version.pk, "The public, at www.example.org/review"),
    ]


def test_a_file_that_was_never_checked_is_not_published(county, coordinator):
    review = make.cleared(county, coordinator)
    publication.decide_publication(review, by=coordinator, **make.deciding_publication())
    paper = make.add_document(
        review,
        title="Other",
        file=make.SimpleUploadedFile("other.txt", b"Other."),
        by=make.fresh(coordinator),
    )
    where = {"published_on": today(), "published_where": "www.example.org/review"}
    with pytest.raises(MoveRefused, match=r"other.txt: Check it for names first"):
        publication.record_published(review, by=coordinator, versions=[paper.newest], **where)
    assert Review.objects.get(pk=review.pk).published_on is None


def test_the_next_one_is_the_next_version_and_the_signature_of_the_one_before_is_stale(
    county, coordinator, review
):
    kept(review, coordinator)
    first = filing.file_final(composed(review, coordinator), by=make.fresh(coordinator))
    signed(county, review, coordinator, first)
    reword(review, coordinator, "Other words.")
    kept(review, coordinator, "After the chair")
    second = filing.file_final(composed(review, coordinator), by=make.fresh(coordinator))
    assert (second.document_id, second.number) == (first.document_id, "0.2")
    assert [each.pk for each in filing.filed_of(review)] == [second.pk]
    assert check_signature(SignOff.objects.get(act="submit")).state == "stale"


@pytest.mark.parametrize("times", [1, 3])
def test_its_page_costs_the_same_however_often_it_was_made(
    county, coordinator, review, sign_in, times, django_assert_max_num_queries
):
    for n in range(times):
        reword(review, coordinator, f"Words {n}.")
        composed(review, coordinator)
    client = sign_in(coordinator)
    with django_assert_max_num_queries(28):  # of a review that is ready, most of them for what happens next
        page = client.get(reverse("reviews:files", args=[review.reference])).content.decode()
    assert page.count("The text has changed since this file was made") == times - 1


def test_its_page_offers_it_and_says_what_became_of_it(county, coordinator, review, sign_in):
    row = composed(review, coordinator)
    client, way = sign_in(coordinator), reverse("reviews:files", args=[review.reference])
    assert "No version of the overview report was kept" in client.get(way).content.decode()
    kept(review, coordinator)
    assert "File it as a document of the review" in client.get(way).content.decode()
    page = client.post(reverse("reviews:file_keep", args=[review.reference, row.pk]), follow=True)
    row.refresh_from_db()
    assert f"SHA-256 {row.filed_as.sha256}" in page.content.decode()
    assert "File it as a document" not in page.content.decode()
