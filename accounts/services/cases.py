"""The problem records and emerging issues that a leaver had in hand go to one other person.

Nobody gains a restricted record by this door: one that the other person could not open already stays in the
leaver's name, and its supervisors and the partnership's officers are told to name somebody.
"""

from accounts.querysets import keepers_of, open_to
from notices.services import notify
from problems.hearing import supervisors_of
from problems.models import Problem
from problems.services import hand_over_issue, hand_over_problem


def case_blockers(person, in_hand, to):
    if not in_hand:
        return
    if to is None:
        yield "Choose who takes over the problem records and emerging issues that they have in hand."
    elif to == person:
        yield "The problem records cannot go to the person who leaves. Choose somebody else."
    elif not hasattr(to, "user") or not to.user.may_sign_in():
        yield f"{to} cannot sign in, so they cannot work a problem record. Invite them first, or choose another."


def hand_over_cases(in_hand, to, *, by, reason):
    """Returns what the log says of it."""
    handed = open_to(in_hand, to)
    for record in in_hand:
        if record not in handed:
            _tell_keepers(record)
        elif record.kind == "problems.problem":
            hand_over_problem(record, to, by=by, reason=reason)
        else:
            hand_over_issue(record, to, by=by, reason=reason)
    said = {record.reference: str(to) for record in handed}
    return {"cases handed over": said, "cases left": len(in_hand) - len(handed)} if in_hand else {}


def tell_of_library(person):
    """A file that is complete keeps its officer: what they would have entered, the partnership's officers may."""
    line = "Its officer has left. Put it in the good-practice library in their place."
    for problem in Problem.objects.to_enter().in_the_case_of(person).order_by("pk"):
        subject = f"{problem.reference} waits to go into the library"
        notify(set(keepers_of(problem)), problem, "officer-left", subject=subject, line=line)


def _tell_keepers(record):
    users = set(keepers_of(record))
    if record.kind == "problems.problem":
        users |= set(supervisors_of(record))
    line = "Name somebody else in their place."
    notify(users, record, "officer-left", subject=f"{record.reference}: its officer has left", line=line)
