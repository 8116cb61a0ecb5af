"""G15: people who press at once. Of four processes that do the same thing to the same row, one may succeed."""

import datetime as dt
import multiprocessing
from collections import Counter
from collections.abc import Iterator

import django

from bench.figures import EXACT, Figure

RIVALS = 4
OF_A_DRAFT = 80  # paragraphs, as long minutes have
CHAIR, OFFICER = "races-chair@example.org", "races-officer@example.org"


def races(site, size) -> Iterator[Figure]:
    """On a database of their own."""
    with site.database("drill"):
        meetings, paragraphs = _set_up(size)
        approved = _run("approve", meetings)
        rewritten = _run("rewrite", paragraphs)
        unlike = _signed_otherwise(meetings)
    yield from _said("approvals of minutes, made twice", approved, meetings, unlike)
    yield from _said("rewritten paragraphs, overwritten", rewritten, paragraphs, 0)


def _said(what, wins, rows, unlike) -> Iterator[Figure]:
    wrong = sum(wins[row] != 1 for row in rows) + unlike
    yield Figure(
        "G15", what, wrong, 0, leeway=EXACT, note=f"{len(rows):,} races of {RIVALS}; {wins['errors']} errors"
    )


def _set_up(size):
    """Circulated minutes, each with a paragraph and the chair in attendance; and drafts with many paragraphs."""
    from bench.copying import Loader  # noqa: PLC0415 -- needs Django set up
    from bench.county import SENTENCE, seat  # noqa: PLC0415
    from meetings.models import Attendance, Paragraph  # noqa: PLC0415
    from partnership.models import Body, Partnership, Person, Role, User  # noqa: PLC0415

    with Loader() as load:
        place = load.add(Partnership, name="Races", slug="races")
        body = load.add(
            Body, partnership_id=place, name="Races", slug="races", kind="strategic", status="active"
        )
        people = {}
        for email in (CHAIR, OFFICER):
            people[email] = load.add(Person, given_name="Rival", family_name=email, email=email)
            load.add(User, email=email, person_id=people[email], password="!", is_active=True)
        seat(load, body, people[CHAIR], None, 0, office="chair")
        load.add(Role, person_id=people[OFFICER], partnership_id=place, kind="officer")
        meetings, paragraphs = [], []
        for number in range(size.approvals):
            meeting, item = _meeting(load, place, body, f"CSP-MTG-2021-{number:05d}", "circulated")
            load.add(Paragraph, item_id=item, position=1, number="1.1", text=SENTENCE)
            meetings.append(meeting)
            load.add(
                Attendance, meeting_id=meeting, person_id=people[CHAIR], group="core", position=0,
                printed_name="Chair", is_chair=True,
            )  # fmt: skip
        for number in range(size.rewrites):
            position = number % OF_A_DRAFT + 1
            if position == 1:
                reference = f"CSP-MTG-2022-{number:05d}"
                _, item = _meeting(load, place, body, reference, "draft")
            paragraphs.append(
                load.add(Paragraph, item_id=item, position=position, number=f"1.{position}", text=SENTENCE)
            )
    return meetings, paragraphs


def _meeting(load, place, body, reference, status):
    from meetings.models import AgendaItem, Meeting  # noqa: PLC0415 -- after setup

    meeting = load.record(
        Meeting, reference=reference, title=f"Race {reference}", body_id=body, partnership_id=place,
        audience="body", held_on=dt.date(2026, 9, 1), import_notes=[], status=status,
    )  # fmt: skip
    return meeting, load.add(AgendaItem, meeting_id=meeting, number=1, title="Item")


def _run(name, rows) -> Counter:
    """How many of the rivals succeeded with each row."""
    context = multiprocessing.get_context("spawn")
    start, answers = context.Barrier(RIVALS), context.Queue()
    rivals = [context.Process(target=_rival, args=(name, rows, start, answers, n)) for n in range(RIVALS)]
    for rival in rivals:
        rival.start()
    total = sum((answers.get(timeout=3600) for _ in rivals), Counter())
    for rival in rivals:
        rival.join()
    return total


def _rival(name, rows, start, answers, number):
    django.setup()
    from meetings.models import Meeting, Paragraph  # noqa: PLC0415 -- after setup
    from meetings.services import minutes, moves  # noqa: PLC0415
    from partnership.models import User  # noqa: PLC0415
    from records.lifecycle import MoveRefused  # noqa: PLC0415
    from records.services import ChangedMeanwhile  # noqa: PLC0415

    by, wins = User.objects.get(email=CHAIR if name == "approve" else OFFICER), Counter()
    for row in rows:
        seen = (Meeting if name == "approve" else Paragraph).objects.get(pk=row)
        start.wait()
        try:
            if name == "approve":
                moves.approve_minutes(seen, by=by, digest_seen=moves.digest_now(seen))
            else:
                minutes.change_paragraph(seen, {"text": f"By {number}."}, by=by, version=seen.version)
            wins[row] += 1
        except (MoveRefused, ChangedMeanwhile):
            pass
        except Exception as error:
            wins["errors"] += 1
            print(f"{type(error).__name__}: {error}", flush=True)
    answers.put(wins)


def _signed_otherwise(meetings):
    """Minutes that do not bear exactly one sign-off."""
    from signoffs.models import SignOff  # noqa: PLC0415 -- after setup

    signed = Counter(SignOff.objects.filter(record__in=meetings).values_list("record", flat=True))
    return sum(signed[meeting] != 1 for meeting in meetings)
