"""Chronologies of invented entries from five agencies. Nobody is in them."""

import csv
import datetime as dt
from pathlib import Path

from reviews.models import ChronologyPart, Review
from reviews.services import chronology, scoping, sealed

SHARED = (("supervisor", "police"), ("member", "health"), ("housing", "housing"))  # (account, agency)
KEPT = ("council", "refuge")  # whose paper records the co-ordinator enters
TABLE = Path(__file__).with_name(
    "chronology.csv"
)  # an agency, and how many days before the report of the death
LAST = dt.timedelta(45)  # the day on which agencies hear of the death, in the same count


def make_chronology(county, today):
    """Of the review that gathers: three agencies have shared, two are entered by its keeper. Of the draft: in short."""
    review = Review.objects.get(partnership=county.here, title="Rowan")
    by = county.user("reviews")
    sealed.add_entry(review, by=by, pseudonym="Willow", identity="Firstname Field")
    sealed.add_entry(review, by=by, pseudonym="Ash", identity="Otherfirst Fielding")
    for account, agency in SHARED:
        part = _ask(county, review, account, agency, today)
        _enter(part, agency, county.user(account), review.known_on)
        scoping.share(ChronologyPart.objects.get(pk=part.pk), by=county.user(account))
    for agency in KEPT:
        _enter(review, agency, by, review.known_on, county.agencies[agency])
    _mark(review, by)
    draft = Review.objects.get(partnership=county.here, title="Juniper")
    for agency in ("police", "refuge"):
        _enter(draft, agency, by, draft.known_on, county.agencies[agency], Willow="Linden", Ash="Thorn")


def _ask(county, review, account, agency, today):
    return chronology.ask_part(
        review, by=county.user("reviews"), agency=county.agencies[agency], contact=county.user(account),
        question="Enter every contact of the last four years, kept or missed. Call people by their pseudonyms.",
        due_on=today + dt.timedelta(14),
    )  # fmt: skip


def _enter(holder, key, by, known_on, agency=None, **names):
    said = {"agency": agency} if agency else {}
    with TABLE.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row.pop("agency") == key]
    for row in rows:
        for name, other in names.items():
            row |= {field: row[field].replace(name, other) for field in ("what", "involved")}
        day = known_on + LAST - dt.timedelta(int(row.pop("days")))
        time = dt.time.fromisoformat(row.pop("time")) if row["time"] else row.pop("time") or None
        chronology.add_entry(holder, by=by, happened_on=day, time=time, **row, **said)


def _mark(review, by):
    """Police and the health visitor tell one day differently."""
    on = review.known_on + LAST - dt.timedelta(370)
    first, second = (
        review.entries.filter(happened_on=on, kind="visit").order_by("pk").values_list("pk", flat=True)
    )
    chronology.mark_disagreement(
        review, first, second, by=by, note="Police found nobody at home; the health visitor saw Willow there."
    )
