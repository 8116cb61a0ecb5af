"""A chronology of sixty invented entries from four agencies, and a draft report with comments. Nobody is in them."""

import csv
import datetime as dt
from pathlib import Path

from reviews.models import ChronologyPart, Review
from reviews.services import chronology, reports, scoping

SHARED = (("police", "police"), ("member", "health"))  # (account, agency): those who have shared their part
TABLE = Path(__file__).with_name("chronology.csv")  # an agency, and how many days before today
TEXT = {
    "Introduction": (
        "This review is about the death of Willow, and about what the agencies that knew her did and did not do. The"
        " panel gives its condolences to her family.\n\n## Who she was\n\nWillow sang in a choir and grew tomatoes on a"
        " windowsill. Her sister says that she was the one who rang on birthdays."
    ),
    "Timescales": "The review began within a month of the decision. It waited for the trial, and for nothing else.",
    "Analysis": (
        "Four agencies saw harm and each saw one part of it.\n\n- Police saw incidents.\n- Health saw bruises, low mood"
        " and missed appointments.\n- The council had the sister's calls.\n- Housing mended a door twice.\n\nNobody"
        " asked Willow, alone, whether she was safe at home."
    ),
    "Conclusions": "What each agency knew would have been enough, had it been in one place.",
}


def make_chronology(county, today):
    """Of the review under consideration. Its agencies were asked; two have shared, one has not, one is the keeper's."""
    review = Review.objects.get(partnership=county.here, title="Larch")
    for account, agency in SHARED:
        part = _ask(county, review, account, agency, today)
        _enter(part, agency, today, county.user(account))
        scoping.share(ChronologyPart.objects.get(pk=part.pk), by=county.user(account))
    for agency in ("council", "housing"):
        _enter(review, agency, today, county.user("reviews"), county.agencies[agency])
    _ask(county, review, "housing", "housing", today)
    _mark(review, today, county.user("reviews"))
    _report(review, county)


def _ask(county, review, account, agency, today):
    return chronology.ask_part(
        review, by=county.user("reviews"), agency=county.agencies[agency], contact=county.user(account),
        question="Enter every contact of the last four years, kept or missed. Call people by their pseudonyms.",
        due_on=today + dt.timedelta(14),
    )  # fmt: skip


def _enter(holder, key, today, by, agency=None):
    said = {"agency": agency} if agency else {}
    with TABLE.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row.pop("agency") == key]
    for row in rows:
        day = today - dt.timedelta(int(row.pop("days")))
        time = dt.time.fromisoformat(row.pop("time")) if row["time"] else row.pop("time") or None
        chronology.add_entry(holder, by=by, happened_on=day, time=time, **row, **said)


def _mark(review, today, by):
    """Police and the health visitor tell one day differently."""
    pair = review.entries.filter(happened_on=today - dt.timedelta(370), kind="visit").order_by("pk")
    first, second = pair.values_list("pk", flat=True)
    chronology.mark_disagreement(
        review, first, second, by=by, note="Police found nobody at home; the health visitor saw Willow there."
    )


def _report(review, county):
    by = county.user("reviews")
    report = reports.begin_report(
        review, by=by, kind="overview", subject="Willow", died_in="This year", author=None,
        author_words="An invented independent author", finished_on=None,
        independence="I have worked for none of these agencies. Invented for the demonstration.",
    )  # fmt: skip
    for section in report.sections.filter(title__in=TEXT):
        reports.write_section(section, by=by, body=TEXT[section.title], edits=0)
    reports.keep_version(report, by=by, note="First draft, to the chair of the partnership")
    analysis, first = report.sections.get(title="Analysis"), report.sections.get(title="Introduction")
    reports.comment(analysis, by=county.user("chair"), text="Say when housing knew of the bail.")
    family = reports.comment(
        first, by=by, text="Please keep the tomatoes.", of_family=True, said_by="A sister"
    )
    reports.answer_comment(family, by=by, answer="noted", answer_text="They stay.")
