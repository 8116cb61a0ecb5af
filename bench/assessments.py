"""G11: a strategic assessment of sixty pages with thirty figures, beside WeasyPrint alone on the same HTML.

And the page of an indicator of 36 months and 43 areas, beside a bare page of its size.
"""

import io
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bench import machine, scenes
from bench.county import SENTENCE
from bench.figures import Figure
from bench.loading import settle
from bench.pages import over_bare
from bin.setup import ROOT

AREAS, MONTHS, FIGURES, SECTIONS, ROUNDS = 43, 36, 30, 6, 3
FIRST, SHOPLIFTING = 2023 * 12 + 3, 11
PARAGRAPHS = 6  # of a section
TIMES = 1.2


def figures(served) -> Iterator[Figure]:
    from partnership.models import Partnership, User  # noqa: PLC0415 -- once Django is set up

    place, by = Partnership.objects.order_by("pk").first(), User.objects.get(email=scenes.OFFICER)
    indicator = stage_indicator(place, by)
    settle()
    page = served.page(scenes.OFFICER, "assessments:indicator", indicator.reference)
    what = f"indicator of {MONTHS} months × {AREAS} areas"
    yield from over_bare(served, "G11", "assessments", {what: page}, rows=MONTHS * AREAS // 10)
    yield from printed(stage_assessment(place, by, indicator), by)


def printed(assessment, by) -> Iterator[Figure]:
    """By turns, after one of each: ours from the database to the file, and the file of that HTML alone."""
    import pikepdf  # noqa: PLC0415 -- only here
    from django.template.loader import render_to_string  # noqa: PLC0415

    from assessments.reports.printing import MAKE, Kind  # noqa: PLC0415
    from assessments.reports.written import PARTS, written_of  # noqa: PLC0415
    from documents.making import Progress  # noqa: PLC0415
    from records.together import gather  # noqa: PLC0415

    def read():
        found = type(assessment).objects.get(pk=assessment.pk)
        gather(found, *PARTS)
        return written_of(found, by)

    written = read()
    shown = {"title": "Assessment", "marking": "OFFICIAL", "draft": True, "author": "", "record": assessment}
    html = render_to_string(
        "assessments/printed/assessment.html", shown | {"written": written, "reference": assessment.reference}
    )
    content = MAKE[Kind.PDF](written, Progress())
    ours, theirs = [], []
    watched = machine.Watched(())
    with _alone(html) as alone:
        for _ in range(ROUNDS):
            ours.append(_spent(lambda: MAKE[Kind.PDF](read(), Progress())))
            theirs.append(_spent(alone))
    pages = len(pikepdf.open(io.BytesIO(content)).pages)
    note = f"{pages} pages, {len(written.figures)} figures; processor seconds of all processes"
    note += f"; others used {watched.others():.0%} of the machine"
    bare = statistics.median(theirs)
    yield Figure(
        "G11", "PDF of an assessment", statistics.median(ours), bare * TIMES, " s", bare=bare, kb=len(content) / 1000,
        note=note,
    )  # fmt: skip


def _spent(work) -> float:
    """Processor seconds of this process and all that it started: they hold when others use the machine too."""
    before = machine.taken_by(os.getpid())
    work()
    return machine.taken_by(os.getpid()) - before


@contextmanager
def _alone(html: str) -> Iterator[Callable[[], None]]:
    """WeasyPrint by itself (`bench.alone`), warm; in a process of its own, as ours is."""
    with tempfile.NamedTemporaryFile("w", suffix=".html") as file:
        file.write(html)
        file.flush()
        command = [sys.executable, "-m", "bench.alone", file.name]
        process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        try:

            def make(line: str = "the file") -> None:
                process.stdin.write(line + "\n")
                process.stdin.flush()
                assert process.stdout.readline(), "bench.alone ended"

            make("")
            yield make
        finally:
            process.kill()
            process.wait()


def stage_indicator(place, by):
    from assessments.models import AreaCount  # noqa: PLC0415
    from assessments.services import indicators  # noqa: PLC0415
    from partnership.models import Area  # noqa: PLC0415

    areas = [Area.objects.create(name=f"Area {number}", kind=Area.Kind.DISTRICT) for number in range(AREAS)]
    AreaCount.objects.bulk_create(
        AreaCount(area=area, month=FIRST + at, category=SHOPLIFTING, count=30 + (at * 7 + number * 13) % 29)
        for number, area in enumerate(areas)
        for at in range(MONTHS)
    )
    said = {
        "title": "Shoplifting, measured",
        "definition": SENTENCE,
        "source": "data.police.uk",
        "made_from": "police",
    }
    return indicators.add_indicator(place, by=by, areas=areas, categories=[SHOPLIFTING], **said)


def stage_assessment(place, by, indicator):
    """As many control charts as figures, each with its table of 36 months, and some thirty pages of text."""
    from assessments.models import Assessment, Figure, Format, Section  # noqa: PLC0415
    from records.services import create_record  # noqa: PLC0415
    from records.writing import keep  # noqa: PLC0415

    about = {"partnership": place, "audience": "analysis"}
    made_to = create_record(Format(title="Measured format", **about), by=by)
    last = FIRST + MONTHS - 1
    found = Assessment(
        title="Measured assessment", year=2026, first=FIRST, last=last, made_to=made_to, **about
    )
    create_record(found, by=by)
    areas = [area.pk for area in indicator.areas.all()[:FIGURES]]
    for number in range(SECTIONS):
        body = "\n\n".join([" ".join([SENTENCE] * 6)] * PARAGRAPHS)
        section = keep(
            Section(assessment=found, position=number, title=f"Section {number}", body=body), by=by
        )
        for at in range(number, FIGURES, SECTIONS):
            draws = {"first": FIRST, "last": last, "indicators": [indicator.pk], "area": areas[at]}
            keep(
                Figure(section=section, number=at + 1, title=f"Area {at}", kind="control", draws=draws), by=by
            )
    return found
