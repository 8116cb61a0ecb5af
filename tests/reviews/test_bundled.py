"""The law of exports: what the pages of a review hold stands in the export that its keeper takes out."""

import html
import re
import zipfile

import pytest
from django.db import models
from django.urls import reverse

from audit.clock import today
from reviews.bundled import FAMILY, PARTS
from reviews.models import Bundle
from reviews.services import bundles
from tests.factories import reviews as make
from tests.factories import whole_review as whole

pytestmark = pytest.mark.django_db
TABS = (
    "review",
    "scoping",
    "people",
    "agencies",
    "chronology",
    "findings",
    "submission",
    "learning",
    "ledger",
)
RECORDS = ("returns", "management_reviews", "statements", "reports")
ELSEWHERE = {
    "key": "never leaves",
    "sought": "read where the key is read",
    "bundles": "of the exports themselves",
    "checks": "of the check for names",
    "clearances": "of the check for names",
    "leavings": "of the check for names",
    "prints": "files, chosen by themselves",
    "destructions": "of how long it is kept",
    "legal_holds": "of how long it is kept",
    "note_readers": "of who reads the notes",
}


def record_of(review, by, parts):
    row = bundles.ask_bundle(
        review, by=make.fresh(by), purpose="disclosure", reason="The court orders it", recipient="The court",
        parts=parts, versions=[], expires_on=today(),
    )  # fmt: skip
    bundles.make_bundle(row.pk)
    with Bundle.objects.get(pk=row.pk).file.open("rb") as file:
        return _plain(zipfile.ZipFile(file).read("record.txt").decode())


def shown_of(review, client):
    """Every page of the review that its keeper reads, as plain words."""
    pages = [reverse(f"reviews:{name}", args=[review.reference]) for name in TABS]
    for name in RECORDS:
        for row in getattr(review, name).all():
            at = getattr(row, "get_absolute_url", None)
            pages.append(at() if at else reverse("reviews:report_read", args=[review.reference, row.pk]))
    answers = [client.get(page) for page in pages]
    return " ".join(_plain(one.content.decode()) for one in answers if one.status_code == 200)


def _plain(text):
    text = html.unescape(re.sub(r"<[^>]+>", " ", re.sub(r"<script.*?</script>", " ", text, flags=re.S)))
    return re.sub(r"\s+", " ", text)


def typed_of(rows):
    """(table, field, words) that somebody typed: no choices, digests or references."""
    for row in rows:
        for field in row._meta.concrete_fields:
            if isinstance(field, (models.TextField, models.CharField)) and not field.choices:
                words = _plain(getattr(row, field.attname) or "").strip()
                if len(words) > 3:
                    yield row._meta.label, field.name, words


def rows_of(review):
    yield review
    for relation in review._meta.related_objects:
        name = relation.get_accessor_name()
        if (
            relation.related_model._meta.app_label == "reviews"
            and name not in ELSEWHERE
            and relation.multiple
        ):
            found = list(getattr(review, name).all())
            yield from found
            for below in ("points", "sections", "servings"):
                yield from (
                    each for row in found if hasattr(row, below) for each in getattr(row, below).all()
                )
    for report in review.reports.all():
        for section in report.sections.all():
            yield from section.comments.all()
    for row in review.recommendations.all():
        yield from (serving.line for serving in row.servings.all())


# What is asked and how a section is to be written are the portal's words to agencies and authors, not what they said.
NOT_SAID = {"question", "guidance", "reference", "kind"}
# Words of the portal's own: the usual statement of independence, and what a request is called.
STANDARD = {
    ("reviews.Report", "independence"),
    ("reviews.ManagementReview", "title"),
    ("reviews.Return", "title"),
    ("reviews.ChronologyPart", "title"),
}


@pytest.mark.parametrize("made", [whole.whole, whole.submitted])
def test_what_the_pages_hold_stands_in_the_export(county, coordinator, sign_in, made):
    review = made(county, coordinator)
    review = type(review).objects.get(pk=review.pk)
    pages = shown_of(review, sign_in(make.fresh(coordinator)))
    said = record_of(review, coordinator, list(PARTS))
    held = [
        (table, field, words)
        for table, field, words in typed_of(rows_of(review))
        if words in pages
        and (field not in NOT_SAID or table == "reviews.PublicationDecision")
        and (table, field) not in STANDARD
    ]
    assert len(held) > 12
    left_out = [one for one in held if one[2] not in said]
    assert not left_out, left_out
    assert "Never shared" not in said


def test_a_part_says_that_nothing_is_recorded_only_where_nothing_is(county, coordinator):
    """What a page shows of a part is never denied: a management review alone, an entry, a day put off."""
    review = whole.gathered(county, coordinator)
    for part in ("decision", "scoping", "chronology", "people"):
        said = record_of(review, coordinator, [part])
        assert bundles.NOTHING not in said
    said = record_of(review, coordinator, ["decision"])
    for words in (
        "The inquest came first", "agreed by Chair of the board", "Consulted: Police, health",
        "An advocate was offered", "Proceedings: A trial at the Crown Court", "Interviews wait",
    ):  # fmt: skip
        assert words in said


def test_what_the_family_said_of_papers_is_in_its_own_part_alone(county, coordinator):
    """S001-47"""
    review = whole.whole(county, coordinator)
    theirs = ("They miss the school in it.", "She loved the garden.", "She asked for the summer.")
    without = record_of(review, coordinator, [part for part in PARTS if part != FAMILY])
    assert not [words for words in theirs if words in without]
    said = record_of(review, coordinator, [FAMILY])
    assert [words for words in theirs if words not in said] == []
