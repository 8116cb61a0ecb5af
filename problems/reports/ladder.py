"""The ladder in numbers: how many contracts, orders and letters there are, by how they stand (S002-25)."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, F, Q

from documents.models import Document
from problems.models import CaseStep, LadderStep, Problem
from records.models import Link

STATES = tuple(CaseStep.State)
MOST_PAPERS = 20
CASES = ("cases__steps__step", "cases__steps__officer")


@dataclass(frozen=True)
class Rung:
    step: LadderStep
    counts: tuple  # as many as `STATES`


def counts_in(problems):
    """How many cases of these problems stand at each step, by its key and how they stand."""
    found = CaseStep.objects.filter(case__problem__in=problems).order_by()
    return {(step, state): n for step, state, n in found.values_list("step", "state").annotate(Count("pk"))}


def counts_of(problem):
    """The same of a problem that holds its cases with their steps."""
    return Counter((row.step_id, row.state) for case in problem.cases.all() for row in case.steps.all())


def rungs_of(partnership, user, counts):
    """The steps with how many cases stand at each; one that ended shows while it counts some."""
    steps = LadderStep.objects.visible_to(user).filter(partnership=partnership)
    rungs = [Rung(step, tuple(counts.get((step.pk, state), 0) for state in STATES)) for step in steps]
    return [rung for rung in rungs if rung.step.ended_on is None or any(rung.counts)]


def papers_of(problem, user):
    """[(document, policies that it carries out)]: those kept with the record, and orders of other records that serve it

    or that it relies on (S002-18); as far as the reader may know of them.
    """
    known = Document.objects.visible_to(user)
    serving = problem.links_in.filter(kind=Link.Kind.SERVES).values("source")
    relied_on = problem.links_out.filter(kind=Link.Kind.RELIES_ON).values("target")
    kept = known.filter(Q(attached_to=problem.pk) | Q(pk__in=serving) | Q(pk__in=relied_on))
    papers = list(kept.order_by("-pk")[:MOST_PAPERS])
    if not papers:
        return []
    carried_out = known.filter(links_in__source__in=papers, links_in__kind=Link.Kind.RELIES_ON)
    policies = list(carried_out.annotate(order=F("links_in__source")).order_by("pk"))
    return [(one, [policy for policy in policies if policy.order == one.pk]) for one in papers]


def known_problems(partnership, user):
    return Problem.objects.visible_to(user).filter(partnership=partnership).values("pk")
