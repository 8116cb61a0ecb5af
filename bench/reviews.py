"""Reviews: the page of one, its chronology of 20,000 entries, the check for names in a long report."""

import datetime as dt
import time
from collections.abc import Iterator

from django.contrib.auth.models import Permission

from bench import scenes
from bench.copying import NOW, Loader
from bench.county import DAY, TODAY
from bench.figures import Figure
from bench.loading import settle
from bench.pages import over_bare
from documents.models import Document
from partnership.models import Agency, Partnership, Person, Role, User
from records.models import UserGrant
from reviews.anonymity.matching import Terms
from reviews.anonymity.pieces import pieces_of_text
from reviews.models import (
    Appointment,
    ChronologyEntry,
    Extension,
    Hold,
    LearningPoint,
    ManagementReview,
    Review,
    ReviewKind,
    Told,
)

SHOWN, HALF_WAY, ENTRIES = "CSP-REV-2026-9000001", "CSP-REV-2026-9000002", 20_000
TERMS, PAGES, WORDS, SECONDS = 500, 150, 500, 20  # words of a page
KINDS = ("visit", "call", "missed", "incident", "seen")
SENTENCE = "Agencies met and agreed that nobody had asked, alone, how safe it was at home, and wrote down who would. "


def stage() -> None:
    """Two reviews of the officer who asks: one with its chronology and little else, and one half way: decided, its
    panel appointed, agencies asked, documents attached.
    """
    place = Partnership.objects.order_by("pk").first()
    agencies = list(Agency.objects.filter(partnerships=place).order_by("pk").values_list("pk", flat=True))
    officer = User.objects.get(email=scenes.OFFICER)
    permission = Permission.objects.get(codename="view_record", content_type__app_label="records")
    with Loader() as load:
        person = Person.objects.get(email=scenes.OFFICER)
        load.add(Role, person_id=person.pk, partnership_id=place.pk, kind=Role.Kind.REVIEWS)
        what = load.add(ReviewKind, partnership_id=place.pk, name="Domestic homicide review", stages={})
        common = {
            "partnership_id": place.pk, "audience": "named", "marking": "official-sensitive",
            "created_by_id": officer.pk, "status": "gathering", "what_id": what, "known_on": TODAY - 300 * DAY,
            "referred_on": TODAY - 299 * DAY, "referred_by": "police", "decision_target_on": TODAY - 270 * DAY,
            "circumstances": SENTENCE,
        }  # fmt: skip
        pk = load.record(Review, reference=SHOWN, title="Larch", decision_due_on=TODAY - 270 * DAY, **common)
        other = load.record(
            Review, reference=HALF_WAY, title="Rowan", decision_due_on=TODAY - 260 * DAY, outcome="review",
            decided_on=TODAY - 265 * DAY, decided_by_words="Chair of the partnership", reasons=SENTENCE,
            begun_on=TODAY - 200 * DAY, report_target_on=TODAY - 20 * DAY, report_due_on=TODAY + 60 * DAY, **common,
        )  # fmt: skip
        for opened in (pk, other, *_of_it(load, other, place.pk, agencies, officer.pk)):
            load.add(
                UserGrant, user_id=officer.pk, granted_by_id=officer.pk, content_object_id=opened, granted_at=NOW,
                permission_id=permission.pk, reason="Keeps it",
            )  # fmt: skip
        for number in range(20):
            load.add(LearningPoint, review_id=pk, text=f"Ask alone ({number}).", captured_on=TODAY)
        for number in range(ENTRIES):
            _entry(load, pk, number, agencies[number % len(agencies)])
    settle()


def _of_it(load, review, partnership, agencies, officer):
    """What its page shows and asks; gives the keys of its papers."""
    load.add(
        Extension, review_id=review, clock="decision", due_from=TODAY - 270 * DAY, due_until=TODAY - 260 * DAY,
        agreed_by_words="Chair of the partnership", agreed_on=TODAY - 271 * DAY, reason="A return was late.",
    )  # fmt: skip
    load.add(Hold, review_id=review, what="Criminal proceedings", started_on=TODAY - 250 * DAY)
    for whom in ("home-office", "family"):
        load.add(
            Told,
            review_id=review,
            whom=whom,
            told_on=TODAY - 264 * DAY,
            how="By letter",
            advocate_offered=True,
        )
    for part, agency in (("chair", None), ("author", None), *(("panel", agency) for agency in agencies[:5])):
        load.add(
            Appointment, review_id=review, part=part, name=f"The {part}", agency_id=agency,
            recruited_on=TODAY - 220 * DAY,
        )  # fmt: skip
    for agency in agencies[:4]:
        load.record(
            ManagementReview, reference=f"CSP-IMR-2026-{9_000_000 + agency}", title="Own review", of_review_id=review,
            partnership_id=partnership, agency_id=agency, audience="named", marking="official-sensitive",
            created_by_id=officer, contact_id=officer, status="asked", asked_on=TODAY - 40 * DAY,
            due_on=TODAY + 20 * DAY,
        )  # fmt: skip
    return [
        load.record(
            Document, reference=f"CSP-DOC-2026-{9_000_000 + number}", title=f"Paper {number}", audience="named",
            partnership_id=partnership, created_by_id=officer, status="draft", attached_to_id=review,
        )
        for number in range(3)
    ]  # fmt: skip


def _entry(load, review, number, agency):
    day = TODAY - dt.timedelta(days=number * 7919 % 3000)
    load.add(
        ChronologyEntry, review_id=review, agency_id=agency, happened_on=day, moment=f"{day:%Y-%m-%d}", precision="day",
        kind=KINDS[number % len(KINDS)], what=f"{SENTENCE}({number})", involved="Willow", source="Record",
        digest=f"{number:064d}",
    )  # fmt: skip


def figures(served) -> Iterator[Figure]:
    """Each over what a bare page of as many bytes takes, and how many statements it asks."""
    stage()
    officer = scenes.OFFICER
    since = TODAY - 900 * DAY
    asked = {
        "review page": served.page(officer, "reviews:review", SHOWN),
        "review page, half way": served.page(officer, "reviews:review", HALF_WAY),
        f"chronology, of {ENTRIES:,}": served.page(officer, "reviews:chronology", SHOWN),
        "chronology, filtered": served.page(
            officer, "reviews:chronology", SHOWN, kind="missed", text="alone", since=since
        ),
    }
    queries = {f"chronology, of {ENTRIES:,}": "chronology", "chronology, filtered": "missed"}
    yield from over_bare(served, "REV", "reviews", asked, queries=queries)
    yield check()


def check() -> Figure:
    """Every page with some names in it, as a first draft may have."""
    rows = [(f"P{n}", "person", f"Givenname{n} Familyname{n}x") for n in range(TERMS - 20)]
    rows += [("Willow", "person", f"{n + 1} March 1980") for n in range(20)]
    page = SENTENCE * (WORDS // len(SENTENCE.split()))
    content = [
        (f"Section {n}", "\n\n".join([page, f"It was Familyname{n}x."] * 10)) for n in range(PAGES // 10)
    ]
    start = time.perf_counter()
    terms = Terms(rows, TODAY.year)
    found = [find for piece in pieces_of_text(content) for find in terms.finds_in(piece)]
    seconds = time.perf_counter() - start
    assert len(found) == PAGES // 10 * 10
    note = f"{len(found)} finds in {PAGES} pages against {TERMS} terms"
    return Figure("REV", "reviews: check for names", seconds, SECONDS, " s", note=note)
