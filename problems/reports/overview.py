"""A short summary of each stage, from the record's own row: what is written, else that nothing is."""

from dataclasses import dataclass

from design import filters
from problems.lifecycle import Status
from problems.models import Play
from problems.reports.clock import clock_of
from records.models import Record

LENGTH = 240


@dataclass(frozen=True)
class Summary:
    stage: str
    page: str  # the name of its address
    lines: tuple[str, ...]


def stages_in_words(problem):
    return (
        Summary("Scanning", "scanning", _written(problem.outline, _when(problem))),
        Summary("Analysis", "analysis", _written(_place(problem), _asked(problem))),
        Summary("Response", "response", _written(_measure(problem), problem.response_summary)),
        Summary(
            "Assessment",
            "assessment",
            _written(_counted(problem), _achieved(problem), problem.lessons_learned),
        ),
    )


def commander_said(problem):
    """The last decision, while it is what the record goes by: none is looked back on once a new one is awaited."""
    if problem.status in (Status.REVIEW, Status.WITHDRAWN):
        return None
    return max(problem.reviews.all(), key=lambda review: review.pk, default=None)


def sprang_from(user, problem):
    """The emerging issue that it was, and the library entries it adopted, as far as the reader may know of them."""
    wanted = [
        link.target_id
        for link in problem.links_out.all()
        if link.kind == link.Kind.ARISES_FROM or link.note == Play.ADOPTED
    ]
    return list(Record.objects.visible_to(user).filter(pk__in=wanted).order_by("pk")) if wanted else []


def _written(*texts):
    return tuple(_short(text.strip()) for text in texts if text and text.strip())


def _short(text):
    return text if len(text) <= LENGTH else f"{text[: LENGTH - 1].rstrip()}…"


def _when(problem):
    clock = clock_of(problem)
    return f"{clock.summary}." if clock else ""


def _place(problem):
    return problem.location_features or (
        "The place is marked as not known." if problem.location_not_known else ""
    )


def _asked(problem):
    asked = ("crime prevention officer",) * bool(problem.cpo_involvement) + ("analyst",) * bool(
        problem.analyst_involvement
    )
    return f"Involved: {filters.joined(asked)}." if asked else ""


def _measure(problem):
    """What will be counted, by how much, by when."""
    if not problem.measure_of_success.strip():
        return ""
    until = f"by {filters.date(problem.measure_until)}" if problem.measure_until else ""
    said = ", ".join(
        filter(None, (problem.measure_of_success.strip(), problem.measure_change.strip(), until))
    )
    return f"Agreed measure: {said}."


def _counted(problem):
    before, after = problem.incidents_before, problem.incidents_after
    return f"Incidents: {before} before, {after} after." if None not in (before, after) else ""


def _achieved(problem):
    return (
        f"Measure achieved: {problem.get_measure_achieved_display().lower()}."
        if problem.measure_achieved
        else ""
    )
