"""The names put to a problem record: the supervisor's to its plan, and the commander's to the whole file."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from audit.clock import today
from audit.services import plain
from audit.text import digest_of
from notices.services import notify
from problems.blockers import is_valid, needs_of_plan, supervisors_signature
from problems.contents import SUPERVISE, plan_of
from problems.hearing import supervisors_of
from problems.lifecycle import Status
from problems.rules import is_in_the_case
from problems.services.opening import agency_of, printed
from problems.services.writing import hold, note
from records.lifecycle import MoveRefused, save
from signoffs.services import sign

PLAN_STATEMENT = "I have read the plan of this problem record, and agree that the response may start."
ASKED_BY = "Only the officer in the case asks for the supervisor's signature."
NOT_YET = "The plan is signed while the response is planned. The record is not at that stage."
READ_AGAIN = "The plan was changed after you opened it. Read it again before you sign."
NOBODY = "Nobody supervises problem records here but you. Ask an administrator to give somebody that role."


@transaction.atomic
def ask_supervisor(problem, *, by):
    """Say to those who may sign the plan that it waits for one of them."""
    problem = hold(problem, by=by, permission="problems.change_problem")
    if not is_in_the_case(by, problem):
        raise PermissionDenied(ASKED_BY)
    if reasons := list(signing_blockers(problem)):
        raise MoveRefused(*reasons)
    supervisors = supervisors_of(problem)
    if not supervisors.exists():
        raise MoveRefused(NOBODY)
    problem.signature_asked_on = today()
    save(problem, by=by, reason="A supervisor was asked to sign the plan")
    note(problem, "ask a supervisor", by=by)
    line = "The plan of a problem record waits for a supervisor's signature."
    trigger = f"plan-to-sign-{problem.updated_at:%H%M%S}"  # a plan that is changed may be asked for again
    notify(supervisors, problem, trigger, subject=f"{problem.reference}: sign the plan", line=line)
    return problem


def signing_blockers(problem):
    """What stands in the way of the supervisor's signature, whoever gives it."""
    if problem.status != Status.PLANNING:
        yield NOT_YET
        return
    yield from needs_of_plan(problem)
    signed = supervisors_signature(problem)
    if signed is not None and is_valid(signed, problem):
        yield f"{signed.name} has signed this plan already. Nothing is left to sign."


@transaction.atomic
def supervise(problem, *, by, digest_seen=None):
    """A supervisor puts their name to the plan (S002-131). A plan that changes afterwards needs it again.

    ``digest_seen`` is of the plan that the page showed: if a word has changed since, nothing is signed.
    """
    problem = hold(problem, by=by, permission="problems.supervise_problem")
    if digest_seen and digest_seen != digest_of_plan(problem):
        raise MoveRefused(READ_AGAIN)
    if reasons := list(signing_blockers(problem)):
        raise MoveRefused(*reasons)
    signoff = put_name(problem, SUPERVISE, PLAN_STATEMENT, plan_of(problem), by)
    problem.signature_asked_on = None
    save(problem, by=by, reason="A supervisor has signed the plan")
    return signoff


def why_not(user, problem):
    """Why this person may not sign the plan (B1, R3), in one sentence."""
    if problem.initiated_by_id == user.person_id:
        return "You opened this file, so somebody else signs its plan. Ask another supervisor."
    if problem.officer_id == user.person_id:
        return "You are the officer in the case, so somebody else signs the plan. Ask a supervisor."
    if not problem.is_plannable:
        return "The response has started, so the plan is not signed any more."
    return "Only a supervisor for this area signs the plan, and you are not one."


def digest_of_plan(problem):
    return digest_of(plain(plan_of(problem)))


def put_name(problem, act, statement, content, by):
    """Signed with rank and number, as the paper has them; a civilian has neither."""
    post = printed("signer", by.person)
    role = " ".join(filter(None, (post["signer_rank"], post["signer_number"]))) or "Civilian"
    last = problem.signoffs.filter(act=act).order_by("-edition").first()
    return sign(
        problem, act=act, statement=statement, content=content, role=role, agency=agency_of(by.person), by=by,
        edition=last.edition + 1 if last else 1,
    )  # fmt: skip
