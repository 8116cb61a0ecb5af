"""Planning the response: the agreed measure, the responses that were thought of, and the action plan."""

from django.db import transaction

from actions.services import issue_action, propose_action
from audit.attribution import attribute
from problems.lifecycle import Status
from problems.models import PlanLine, Play, Response, ResponsePartner
from problems.services.writing import hold, note, refuse_the_same_action
from records.lifecycle import MoveRefused, save
from records.services import change_record
from records.writing import keep, refuse_other_version, set_parts

PLAN = "problems.plan_problem"
WHY_NOT = "Say why this response is not chosen."
THERE = "This response stands in the plan already. Change that one, or describe another."
EARLIER = "This response is of an earlier round, which is read-only. Add it to this round if it is to go on."


@transaction.atomic
def agree_measure(problem, *, by, agencies, version=None, **said):
    """What will be counted, by how much and by when; agreed on which day, by which agencies (S002-144)."""
    hold(problem, by=by, permission=PLAN)
    reason = "The measure of success is agreed"
    problem = change_record(problem, said, by=by, reason=reason, version=version)
    before, after = set(problem.measure_agencies.all()), set(agencies)
    if before != after:
        attribute(problem, by=by, reason=reason)
        problem.measure_agencies.set(after)
        save(problem, by=by, reason=reason)
        names = [sorted(map(str, some)) for some in (before, after)]
        note(problem, "change", by=by, reason=reason, changes={"measure_agencies": names})
    return problem


@transaction.atomic
def summarise_response(problem, text, *, by, version=None):
    hold(problem, by=by, permission=PLAN)
    said = {"response_summary": text}
    return change_record(problem, said, by=by, reason="Summary of response", version=version)


@transaction.atomic
def add_response(problem, *, by, partners=(), choice=Response.Choice.OPTION, because="", again=None, **said):
    """Something that could be done, chosen or not. ``partners`` are (agency, expertise).

    ``again`` is the response of an earlier round that this one is once more: the library counts it as tried again.
    """
    problem = hold(problem, by=by, permission=PLAN)
    chosen = _choice(Response.Choice(choice), because)
    if problem.responses.filter(round=problem.round, what=said.get("what")).exists():
        raise MoveRefused(THERE)
    entry = again and (
        again.adopted_from or Play.objects.filter(comes_from=problem, round=again.round).first()
    )
    response = Response(problem=problem, round=problem.round, adopted_from=entry, **chosen, **said)
    keep(response, by=by, reason=f"As in round {again.round}" if again else "Added")
    _set_partners(response, partners, by)
    note(problem, "add response", by=by, changes={"what": response.what, "choice": str(response.choice)})
    return response


@transaction.atomic
def change_response(response, *, by, partners=(), version=None, **said):
    response = _held(response, by, PLAN)
    refuse_other_version(response, version)
    before = {name: getattr(response, name) for name in said}
    for name, value in said.items():
        setattr(response, name, value)
    changed = {name: [before[name], value] for name, value in said.items() if before[name] != value}
    if _set_partners(response, partners, by):
        changed["partners"] = [str(agency) for agency, _ in partners]
    if changed:
        keep(response, by=by, reason="Changed")
        note(response.problem, "change response", by=by, changes=changed)
    return response


def _set_partners(response, partners, by):
    rows = [
        ResponsePartner(response=response, agency=agency, expertise=expertise)
        for agency, expertise in partners
    ]
    there = list(response.partners.all())
    return set_parts(there, rows, by=by, key=lambda row: (row.agency_id, row.expertise), reason="Partners")


@transaction.atomic
def choose_response(response, choice, *, by, because="", version=None):
    """Take it into the action plan, leave it, or put it back among the options. What is left is kept (S002-146)."""
    response, choice = _held(response, by, PLAN), Response.Choice(choice)
    refuse_other_version(response, version)
    chosen = _choice(choice, because)
    if choice != Response.Choice.CHOSEN and (open_ones := _open_actions(response)):
        raise MoveRefused(
            *(f"Cancel {action.reference} first: it carries out this response." for action in open_ones)
        )
    before = response.choice
    response.choice, response.rejected_because = chosen["choice"], chosen["rejected_because"]
    keep(response, by=by, reason=because or choice.label)
    changes = {"what": response.what, "choice": [before, str(choice)]}
    note(response.problem, "choose response", by=by, reason=response.rejected_because, changes=changes)
    return response


def _choice(choice, because):
    """What a response says of whether it is chosen; what is not chosen says why."""
    is_rejected = choice == Response.Choice.REJECTED
    if is_rejected and not because.strip():
        raise MoveRefused(WHY_NOT)
    return {"choice": choice, "rejected_because": because if is_rejected else ""}


def _open_actions(response):
    lines = response.lines.select_related("action")
    return [line.action for line in lines if line.action.status in ("proposed", "open")]


@transaction.atomic
def set_state(response, state, *, by, version=None):
    """Developing, running or ended (S001-72); also while the plan itself is locked."""
    response = _held(response, by, "problems.change_problem")
    refuse_other_version(response, version)
    if response.choice != Response.Choice.CHOSEN:
        raise MoveRefused("Only a chosen response runs. Choose it first.")
    before, response.state = response.state, Response.State(state)
    keep(response, by=by, reason=response.get_state_display())
    changes = {"what": response.what, "state": [before, str(response.state)]}
    note(response.problem, "change response", by=by, changes=changes)
    return response


@transaction.atomic
def add_line(response, *, by, wording, owners, due_on):
    """A line of the action plan: an action that its owners hear of at once (S002-146).

    The plan may grow while the response is under way. Whoever may read the record may know of the action,
    and its owners besides.
    """
    response = _held(response, by, "problems.change_problem")
    if reasons := list(_line_refusals(response, owners, due_on)):
        raise MoveRefused(*reasons)
    problem = response.problem
    refuse_the_same_action(problem, wording, due_on, by=by, plan_line__response=response)
    action = propose_action(
        problem, wording=wording, owners=owners, due_on=due_on, audience=problem.audience, by=by
    )
    action = issue_action(action, by=by, audience=problem.audience)
    keep(PlanLine(response=response, action=action), by=by, reason=action.reference)
    note(problem, "add to the action plan", by=by, changes={"action": action.reference})
    return action


def _line_refusals(response, owners, due_on):
    if response.problem.status == Status.ASSESSMENT:
        yield "The response is over, so nothing is added to its action plan."
    if response.choice != Response.Choice.CHOSEN:
        yield "Only a chosen response has a part in the action plan. Choose it first."
    if not owners:
        yield "Name at least one owner."
    if due_on is None:
        yield "Enter the day by which it is due."


def _held(response, by, permission):
    """The response's own row, under its record's lock, if it is of the round under way."""
    problem = hold(response.problem, by=by, permission=permission)
    response = Response.objects.select_for_update().get(pk=response.pk)
    if response.round != problem.round:
        raise MoveRefused(EARLIER)
    response.problem = problem
    return response
