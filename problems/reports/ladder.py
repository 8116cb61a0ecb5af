"""The ladder in numbers: how many contracts, orders and letters there are, by how they stand (S002-25)."""

from dataclasses import dataclass

from django.db.models import Count, Prefetch

from problems.models import Case, CaseStep, LadderStep, Problem

STATES = tuple(CaseStep.State)


@dataclass(frozen=True)
class Rung:
    step: LadderStep
    counts: tuple  # as many as `STATES`


def rungs_of(partnership, user, problems):
    """The steps with how many cases of these problems stand at each; one that ended shows while it counts some."""
    found = CaseStep.objects.filter(case__problem__in=problems).order_by()
    counts = {(step, state): n for step, state, n in found.values_list("step", "state").annotate(Count("pk"))}
    steps = LadderStep.objects.visible_to(user).filter(partnership=partnership)
    rungs = [Rung(step, tuple(counts.get((step.pk, state), 0) for state in STATES)) for step in steps]
    return [rung for rung in rungs if rung.step.ended_on is None or any(rung.counts)]


def known_problems(partnership, user):
    return Problem.objects.visible_to(user).filter(partnership=partnership).values("pk")


def cases_of(problem, user):
    """With their steps, to those who may read the sides."""
    steps = Prefetch("steps", CaseStep.objects.select_related("step", "officer"))
    return list(Case.objects.visible_to(user).filter(problem=problem).prefetch_related(steps))
