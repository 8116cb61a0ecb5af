"""What the page of analysis says beside the triangle, in words."""

from django.db.models import Q

from audit.clock import today
from partnership.models import Agreement
from problems.models import Side
from records.models import GroupGrant, UserGrant

ANSWERS = {True: "Yes", False: "No", None: "Not said yet"}
DETAILS = {  # label, field
    Side.Of.VICTIM: (),
    Side.Of.OFFENDER: (
        ("Age group", "age_group"), ("Activities", "activities"), ("Method (MO)", "modus_operandi"),
        ("Motivation for the behaviour", "motivation"),
    ),
}  # fmt: skip


def answers_of(problem):
    analyst = ANSWERS[problem.analyst_involvement]
    if problem.analyst_id:
        analyst = f"{analyst}: {problem.analyst}"
    return (
        ("Crime prevention officer involved", ANSWERS[problem.cpo_involvement]),
        ("Analyst involved", analyst),
    )


def details_of(sides):
    """What is said of a side beyond its characteristics: side → (label, words) of what is filled."""
    return {
        side.of: [(label, getattr(side, name)) for label, name in DETAILS[side.of] if getattr(side, name)]
        for side in sides
    }


def agreements_of(problem):
    """The agreements in force on which access to the record rests."""
    held = Q(pk__in=_basis(GroupGrant, problem)) | Q(pk__in=_basis(UserGrant, problem))
    return list(Agreement.objects.filter(held))


def _basis(model, problem):
    grants = model.objects.holding(today()).filter(content_object=problem.pk, agreement__isnull=False)
    return grants.values("agreement")
