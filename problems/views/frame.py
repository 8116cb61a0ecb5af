"""What every page of a problem record shares: how it is fetched, its head, its tabs and what happens next."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render

from design.addresses import url
from design.filters import date as date_in_words
from design.pages import NextStep
from problems.blockers import NEXT, is_signed, needs_of_plan
from problems.contents import PLAN
from problems.lifecycle import OUTCOMES, Action, Status
from problems.models import Problem
from problems.reports.signatures import SIGNED
from problems.services.signing import signing_blockers
from problems.services.writing import READ_ONLY, REFUSALS
from records.access import note_reading
from records.lifecycle import moves_open_to
from records.one import one
from records.pages import tabs_of_record
from records.together import gather

ABOVE = ("partnership", "body", "agency", "section__parent__parent", "beat")
TABS = (  # label, name of the page
    ("Overview", "detail"),
    ("Scanning", "scanning"),
    ("Analysis", "analysis"),
    ("Response", "response"),
    ("Assessment", "assessment"),
    ("Decisions and rounds", "rounds"),
    ("Similar", "similar"),
    ("Ladder", "ladder"),
)


def problem_or_404(request, reference, *parts):
    """The record with what stands above it; ``parts`` are lists, gathered in one statement."""
    problem = one(Problem, request.user, reference, *ABOVE)
    if problem is None:
        raise Http404
    gather(problem, *parts)
    return problem


def problem_for(request, reference, permission, *parts):
    """The record, to somebody who may do this to it; who knows of it is told why not."""
    problem = problem_or_404(request, reference, *parts)
    if not request.user.has_perm(permission, problem):
        raise PermissionDenied(_refusal(problem, permission))
    return problem


def _refusal(problem, permission):
    closed = permission != "problems.share_problem" and READ_ONLY.get(problem.status)
    return closed or REFUSALS[permission]


REACHED = "partnership_grants__partnership"
LINES = "responses__lines__action"
WHOLE = (*PLAN, LINES, SIGNED)
STEP_ASKS = {
    Status.SCANNING: ("locations", "sources"),
    Status.PLANNING: WHOLE,  # what was signed is weighed against what stands now
    Status.RESPONSE: (LINES,),
}


def gathered(user, problem, *parts):
    """The record with ``parts`` of the page, and whatever the next step asks of it where this person may take it."""
    asks = any(user.has_perm(f"problems.{verb}_problem", problem) for verb in ("start", "supervise"))
    if asks and problem.status == Status.PLANNING:  # the signature is of them too
        know_sides(user, problem, *parts, *STEP_ASKS[Status.PLANNING])
    else:
        gather(problem, REACHED, *parts, *(STEP_ASKS.get(problem.status, ()) if asks else ()))
    return problem


def know_sides(user, problem, *parts):
    """Whether the person may read the sides, which the record then holds: both, or neither (S002-140)."""
    reads = user.has_perm("problems.view_sides", problem)
    gather(problem, *parts, *((REACHED, "sides") if reads else ()))
    return reads


def known_parent(user, problem):
    """The overarching plan that it is part of, to those who may know of that (S001-68)."""
    if problem.part_of_id is None:
        return None
    return Problem.objects.visible_to(user).filter(pk=problem.part_of_id).first()


def show(request, template, problem, tab, **context):
    found = list(steps(request.user, problem, tab))
    return show_beside(request, template, problem, tab, steps=found, **context)


def show_beside(request, template, problem, tab, *, steps=None, **context):
    """A page beside the record, from which it is not moved: what blocks its moves is not asked for."""
    note_reading(request.user, problem)
    gather(problem, REACHED)
    context |= {
        "problem": problem,
        "tabs": _tabs(request.user, problem, tab),
        "steps": steps,
        "stages": stages(problem),
        "reached": sorted(str(grant.partnership) for grant in problem.partnership_grants.all()),
        "writes": request.user.has_perm("problems.change_problem", problem),
        "grants": request.user.has_perm("records.grant_record", problem),
    }
    return render(request, template, context)


def _tabs(user, problem, tab):
    rows = [(label, url(f"problems:{name}", problem.reference), name == tab, None) for label, name in TABS]
    return [*rows, *tabs_of_record(user, problem)]


STAGE_BAR = (
    (Status.SCANNING, "Scanning"),
    (Status.ANALYSIS, "Analysis"),
    (Status.PLANNING, "Response planning"),
    (Status.RESPONSE, "Response under way"),
    (Status.ASSESSMENT, "Assessment"),
    (Status.REVIEW, "Commander"),
)
AFTER = {Status.RETURNED: 5, Status.WAITING: 5, Status.CLOSED: 6, Status.WITHDRAWN: 6}


def stages(problem):
    """The stage bar (S002-65): (words, "done", "now" or "later")."""
    order = [status for status, _ in STAGE_BAR]
    here = order.index(problem.status) if problem.status in order else AFTER[problem.status]
    return [
        (words, "done" if place < here else "now" if place == here else "later")
        for place, (_, words) in enumerate(STAGE_BAR)
    ]


def steps(user, problem, tab):
    """The next step first; the supervisor's signature and the commander's decision each have a page of their own."""
    moves = list(moves_open_to(user, problem))
    yield from _writing_step(user, problem, tab, moves)
    yield from _signature_steps(user, problem)
    if problem.status == Status.CLOSED and user.has_perm("problems.add_play", problem):
        yield from _library_step(problem)
    decided = False
    for action, blockers in moves:
        if action in OUTCOMES:
            if not decided and tab != "decide":
                yield NextStep("Comment and decide", _address(problem, "decide"), primary=True)
            decided = True
            continue
        yield NextStep(
            action.label, _address(problem, "move", action), blockers, _note(problem, action),
            primary=action in PRIMARY,
        )  # fmt: skip

    if problem.status in MONEY and user.places.agencies and user.has_perm("problems.change_problem", problem):
        yield NextStep("Ask for money for this", url("home:money_ask", problem.reference))


MONEY = {Status.ANALYSIS, Status.PLANNING, Status.RESPONSE}  # while a response is thought of or under way


WRITING = {  # stage: words, page on which it is written, the tab that leads there too
    Status.SCANNING: ("Write scanning", "scanning_change", "scanning"),
    Status.ANALYSIS: ("Write the analysis", "analysis_change", "analysis"),
    Status.PLANNING: ("Plan the response", "response", "response"),
    Status.RESPONSE: ("Follow the action plan", "response", "response"),
    Status.ASSESSMENT: ("Write the assessment", "assessment", "assessment"),
}


def _writing_step(user, problem, tab, moves):
    """What the stage still needs is written on one page: led to from everywhere else, until nothing is missing."""
    words, page, own = WRITING.get(problem.status, ("", "", tab))
    step, open_to = NEXT.get(problem.status), dict(moves)
    missing = open_to.get(step, [words])
    if step == Action.START and step in open_to:
        missing = list(needs_of_plan(problem))  # a signature is not written: it is asked for
    if tab != own and missing and user.has_perm("problems.change_problem", problem):
        yield NextStep(words, _address(problem, page), primary=True)


def _library_step(problem):
    """Each round that is recommended has its entry, which is brought up to date after the file was reopened."""
    play = problem.plays.filter(round=problem.round).first()
    if play is None:
        last = problem.reviews.order_by("-pk").first()
        if last is not None and last.best_practice:
            yield NextStep("Put it in the library", _address(problem, "play_add"), primary=True)
    elif play.reopened_on and play.status == play.Status.LISTED:
        address = url("problems:play_revise", play.reference)
        yield NextStep("Bring its library entry up to date", address, primary=True)


def _signature_steps(user, problem):
    """The supervisor signs, and the officer in the case asks one to; while the response is planned alone."""
    if problem.status != Status.PLANNING:
        return
    if user.has_perm("problems.supervise_problem", problem):
        if not is_signed(problem):
            blockers = list(signing_blockers(problem))
            yield NextStep("Sign the plan", _address(problem, "supervise"), blockers, primary=True)
    elif problem.officer_id == user.person_id and not list(signing_blockers(problem)):
        asked = problem.signature_asked_on
        note = f"Asked on {date_in_words(asked)}." if asked else ""
        words = "Ask a supervisor again" if asked else "Ask a supervisor to sign"
        yield NextStep(words, _address(problem, "supervisor_ask"), note=note, primary=not asked)


def _note(problem, action):
    if action == Action.RESUME and problem.review_on:
        return f"The review is due on {date_in_words(problem.review_on)}."
    return NOTES.get(action, "")


NOTES = {
    Action.START: "The agreed measure and the responses are locked from then on.",
    Action.SEND: "The record is read-only until the commander decides.",
}
PRIMARY = {
    Action.ANALYSE,
    Action.PREPARE,
    Action.START,
    Action.ASSESS,
    Action.SEND,
    Action.NOTE,
    Action.RESUME,
}


def _address(problem, name, *more):
    return url(f"problems:{name}", problem.reference, *more)
