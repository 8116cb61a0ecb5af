"""What decisions were agreed subject to, and a leaver was still to meet, goes to one other person.

Nobody gains a restricted item by this door: what the other person could not open already stays in the leaver's name,
and the partnership's officers are told to name somebody.
"""

from accounts.querysets import conditions_open_to, keepers_of
from meetings.services.resolutions import hand_over_condition
from notices.services import notify


def condition_blockers(person, conditions, to):
    if not conditions:
        return
    if to is None:
        yield "Choose who takes over the conditions of decisions that they were to meet."
    elif to == person:
        yield "The conditions cannot go to the person who leaves. Choose somebody else."
    elif not hasattr(to, "user") or not to.user.may_sign_in():
        yield f"{to} cannot sign in, so they cannot say how a condition was met. Invite them first, or choose another."


def hand_over_conditions(conditions, to, *, by, reason):
    """Returns what the log says of it: how many, for a meeting's decisions may be restricted."""
    handed = conditions_open_to(conditions, to)
    for condition in conditions:
        if condition in handed:
            hand_over_condition(condition, to, by=by, reason=reason)
        else:
            _tell_keepers(condition)
    left = len(conditions) - len(handed)
    return {"conditions handed over": len(handed), "conditions left": left} if conditions else {}


def _tell_keepers(condition):
    meeting = condition.resolution.item.meeting
    notify(
        keepers_of(meeting), meeting, f"condition-left-{condition.pk}",
        subject=f"{meeting.reference}: whoever was to meet a condition has left",
        line="Name somebody else in their place, or say how it was met.",
    )  # fmt: skip
