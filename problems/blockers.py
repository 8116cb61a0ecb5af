"""What a problem record still needs for a step, all of it at once, each a sentence that says how to mend it."""

from problems.contents import SUPERVISE, plan_of
from problems.lifecycle import Action
from problems.lifecycle import Status as Stage


def blockers(problem, action):
    ask = ASKED.get(action)
    return list(ask(problem)) if ask else []


def _scanned(problem):
    """Fields 3, 6, 11, 12, 13, 15, 19 and 20 of the form."""
    needs = (
        (problem.section_id, "Choose the section."),
        (problem.locations.all(), "Name at least one location of incidents."),
        (problem.outline.strip(), "Write the brief outline of the problem."),
        (problem.previous_police_involvement is not None, "Say whether the police were involved before."),
        (problem.officer_id, "Name the officer in the case."),
        (problem.scanning_notes.strip(), "Write what was gathered in scanning."),
    )
    yield from (words for there, words in needs if not there)
    if problem.previous_police_involvement and not problem.police_references:
        yield "Give the reference number of the previous police involvement, or answer “no”."
    sources = problem.sources.all()
    if not sources:
        yield "List at least one information source."
    elif all(source.is_police for source in sources) and not problem.no_other_source.strip():
        yield "List a source other than police data, or say why there is none."


def _analysed(problem):
    """Fields 21 to 25. A side may be “not known”, but not forgotten."""
    if not (problem.location_not_known or problem.location_features.strip()):
        yield "Describe the place, or mark it as not known."
    filled = {side.of for side in problem.sides.all() if side.is_filled}
    for of, words in (("victim", "complainant or victim"), ("offender", "offender or suspect")):
        if of not in filled:
            yield f"Describe the {words}, or mark that side as not known."
    if problem.cpo_involvement is None:
        yield "Say whether the crime prevention officer is involved."
    if problem.analyst_involvement is None:
        yield "Say whether an analyst is involved."
    elif problem.analyst_involvement and problem.analyst_id is None:
        yield "Name the analyst."


def _planned(problem):
    """No response before the measure, the responses and the signature of somebody else (S002-143)."""
    yield from needs_of_plan(problem)
    yield from _supervised(problem)


def needs_of_plan(problem):
    """What the plan still needs before it can be signed."""
    needs = (
        (problem.measure_of_success.strip(), "Agree the measure of success: say what will be counted."),
        (problem.measure_change.strip(), "Agree the measure of success: say by how much it should change."),
        (problem.measure_until, "Agree the measure of success: say by when."),
        (problem.measure_agreed_on, "Say on which day the measure was agreed."),
        (problem.response_summary.strip(), "Write the summary of response."),
    )
    yield from (words for there, words in needs if not there)
    chosen = [row for row in problem.responses.all() if row.round == problem.round and row.choice == "chosen"]
    if not chosen:
        yield "Choose at least one response for the action plan."
    for row in chosen:
        lines = [line for line in row.lines.all() if line.action.status != "cancelled"]
        if not lines:
            yield f"Give “{row}” a line in the action plan, with an owner and a due day."
        for line in lines:
            if line.action.due_on is None:
                yield f"Say by when {line.action.reference} “{line.action}” is due."


def _supervised(problem):
    signed = supervisors_signature(problem)
    if signed is None:
        yield "A supervisor who did not open the file signs the plan. Ask one to sign it."
    elif not is_valid(signed, problem):
        yield "The plan has changed since the supervisor signed it. Ask for the signature again."


def supervisors_signature(problem):
    """The newest of the round that was not taken back. Editions count up over all rounds."""
    standing = [
        row
        for row in problem.signoffs.all()
        if row.act == SUPERVISE and row.content["round"] == problem.round and not hasattr(row, "withdrawal")
    ]
    return max(standing, key=lambda row: row.edition, default=None)


def is_signed(problem):
    """Whether a supervisor's signature stands under the plan as it is now."""
    signed = supervisors_signature(problem)
    return signed is not None and is_valid(signed, problem)


def is_valid(signoff, problem):
    from signoffs.reports import state_of  # noqa: PLC0415 -- sign-offs know records, of which this is one

    return state_of(signoff, plan_of(problem)) == "valid"


def _carried_out(problem):
    for row in problem.responses.all():
        for line in row.lines.all():
            if row.round == problem.round and line.action.status in ("proposed", "open"):
                yield f"Finish {line.action.reference} “{line.action}”, or cancel it with a reason."


def _assessed(problem):
    """Fields 29, 31 to 33, 35 and 36."""
    needs = (
        (problem.assessment_short_term.strip(), "Write the short-term assessment."),
        (problem.plan_implemented, "Say how far the action plan was implemented."),
        (problem.measure_achieved, "Say how far the agreed measure of success was achieved."),
        (problem.action_taken.strip(), "Write what was done to resolve or reduce the problem."),
        (problem.lessons_learned.strip(), "Write the lessons learned."),
    )
    yield from (words for there, words in needs if not there)
    unlikely = problem.plan_implemented == "no" and problem.measure_achieved == "fully"
    if unlikely and not problem.achieved_comment.strip():
        yield "The measure was achieved though the plan was not implemented. Say how that came about."
    yield from _counted(problem)


def _counted(problem):
    counts = (problem.incidents_before, problem.incidents_after)
    if None in counts:
        if counts == (None, None) and not problem.not_counted_because.strip():
            yield "Enter the incidents before and after, or say why there are none."
        elif counts != (None, None):
            yield "Enter the incidents both before and after."
    elif not (problem.after_from and problem.after_until):
        yield "Enter the period over which the incidents after were counted."


ASKED = {
    Action.ANALYSE: _scanned,
    Action.PREPARE: _analysed,
    Action.START: _planned,
    Action.ASSESS: _carried_out,
    Action.SEND: _assessed,
}
NEXT = {  # the step that each stage waits for
    Stage.SCANNING: Action.ANALYSE,
    Stage.ANALYSIS: Action.PREPARE,
    Stage.PLANNING: Action.START,
    Stage.RESPONSE: Action.ASSESS,
    Stage.ASSESSMENT: Action.SEND,
}
