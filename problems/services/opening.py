"""Opening a record, and who has it in hand."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from audit.clock import today
from notices.services import notify
from partnership.models import Post, User
from problems.lifecycle import Status
from problems.models import Problem
from problems.services.writing import hold
from records.access import give
from records.lifecycle import MoveRefused
from records.models import Record
from records.services import change_record, create_record, refuse_a_second

ANALYST = "Analyst of the problem record"


@transaction.atomic
def open_problem(partnership, title, *, by, body=None, agency=None, reason="", once=False, **fields):
    """A title is enough (S002-76, S002-119). Whoever opens it is the officer in the case until another is named.

    ``once``: a form asks, and may be sent again.
    """
    agency = agency or agency_of(by.person)
    problem = Problem(
        title=title, partnership=partnership, body=body, agency=agency, audience=Record.Audience.CASE,
        initiated_on=today(), **printed("initiator", by.person), initiated_by=by.person,
        officer=by.person, officer_on=today(), **printed("officer", by.person), **fields,
    )  # fmt: skip
    if not by.has_perm("problems.add_problem", problem):
        raise PermissionDenied("Only people of a partnership's agencies open its problem records.")
    if once:
        same = {"partnership": partnership, "title": title, "status": Status.SCANNING}
        refuse_a_second(Problem.objects.visible_to(by).filter(**same), by=by)
    return create_record(problem, by=by, reason=reason)


@transaction.atomic
def name_officer(problem, person, *, by, reason=""):
    """Put somebody in the case; who was in it before stays in the versions (B1, field 15)."""
    problem = hold(problem, by=by, permission="problems.assign_problem")
    if person.pk == problem.officer_id:
        raise MoveRefused(f"{person} is the officer in the case already. Nothing was changed.")
    return hand_over_problem(problem, person, by=by, reason=reason or f"{person} is in the case")


@transaction.atomic
def hand_over_problem(problem, person, *, by, reason):
    """As ``name_officer``, where the service that calls has asked its own questions, at any open stage: a leaver's."""
    changes = {"officer": person, "officer_on": today(), **printed("officer", person)}
    problem = change_record(problem, changes, by=by, reason=reason)
    user = User.objects.filter(person=person, is_active=True).first()
    if user is not None:
        if not Record.objects.visible_to(user).filter(pk=problem.pk).exists():
            give(problem, user, by=by, reason="Officer in the case")
        line = "You are the officer in the case."
        notify(User.objects.filter(pk=user.pk).exclude(pk=by.pk), problem, "in-the-case", line=line,
               subject=f"{problem.reference} is in your hands")  # fmt: skip
    return problem


def agency_of(person):
    post = _post_of(person)
    return post and post.agency


def printed(whose, person):
    """What the paper prints of an officer: name, rank, number, department (S002-129). A civilian has no rank."""
    post = _post_of(person)
    return {
        f"{whose}_name": person.plain_name,
        f"{whose}_rank": post.rank if post else "",
        f"{whose}_number": post.number if post else "",
        f"{whose}_department": post.printed_agency[:160] if post else "",
    }


def _post_of(person):
    posts = Post.objects.current().filter(person=person).select_related("agency", "unit")
    return posts.order_by("-started_on", "-pk").first()
