"""The agencies with a part in a problem record, and the access that comes with it (S002-43, S002-112, S002-114);
and the partnerships that it reaches (S002-55).
"""

from django.db import transaction

from design.filters import joined
from notices.services import notify
from partnership.reports.members import speaking_for
from problems.hearing import officers_of
from problems.services.writing import hold, note
from records.access import grant_blockers
from records.audience import close_case, open_case
from records.lifecycle import MoveRefused, save
from records.writing import as_seen, drop, keep

SHARE = "problems.share_problem"
OWN = "The record is this agency's own, so its people see it already. Give it a part without the sides."
UNREAD = "Only those who read the victim and offender sides may open them to others. Leave them closed."


@transaction.atomic
def add_partner(
    problem, agency, *, part, reason, by, agreement=None, purpose="", expires_on=None, with_sides=False, row=None,
    version=None,
):  # fmt: skip
    """Give an agency its part, and its people access by a grant; of a ``row``, to change either.

    What is attached to the record opens with it.
    """
    problem = hold(problem, by=by, permission=SHARE)
    terms = {"reason": reason, "agreement": agreement, "purpose": purpose, "expires_on": expires_on}
    if row is None and problem.partners.filter(agency=agency).exists():
        raise MoveRefused(f"{agency} has a part in this already. Change that one.")
    if reasons := list(_refusals(problem, agency, with_sides, by, terms)):
        raise MoveRefused(*reasons)
    row = as_seen(row, version) if row else problem.partners.model(problem=problem, agency=agency)
    row.part = part
    keep(row, by=by, reason=reason)
    if agency.pk != problem.agency_id:
        open_case(problem, agency, by=by, with_sides=with_sides, **terms)
        told = speaking_for(agency, problem.partnership_id).exclude(pk=by.pk)
        notify(
            told, problem, f"part-{agency.pk}", subject=f"{problem.reference}: a part for {agency}"[:200],
            line="Your agency has a part in this problem record, and you can read it.",
        )  # fmt: skip
    return _noted(problem, "add partner", row, by, reason)


def _refusals(problem, agency, with_sides, by, terms):
    if with_sides and not by.has_perm("problems.view_sides", problem):
        yield UNREAD
    if agency.pk == problem.agency_id:
        if with_sides:
            yield OWN
        return
    yield from grant_blockers(problem, agency, by=by, **terms)


@transaction.atomic
def remove_partner(row, *, reason, by):
    """Take away the part, and the access with it."""
    problem = hold(row.problem, by=by, permission=SHARE)
    if not reason.strip():
        raise MoveRefused("Say why the agency has no part in it any more.")
    row = problem.partners.select_related("agency").filter(pk=row.pk).first()
    if row is None:
        raise MoveRefused("This agency was taken off already. Nothing was changed.")
    close_case(problem, row.agency, by=by, reason=reason)
    drop(row, by=by, reason=reason)
    return _noted(problem, "remove partner", row, by, reason)


def follow_reach(problem, reach, *, by):
    """Open the locked record to those who work on cases in the partnerships it reaches, and close it to the others.

    What was withdrawn by hand stays so until the record reaches the partnership anew.
    """
    for partnership, areas in reach.new.items():
        words = joined(map(str, areas))
        open_case(problem, partnership, by=by, reason=f"It reaches {words}")
        notify(
            officers_of(partnership), problem, "reached", subject=f"{problem.reference} reaches {words}"[:200],
            line="You can read this problem record of another partnership.",
        )  # fmt: skip
    for partnership in reach.gone:
        close_case(problem, partnership, by=by, reason="It does not reach them any more")


def _noted(problem, verb, row, by, reason):
    save(problem, by=by, reason=reason)
    note(problem, verb, by=by, changes={"partner": str(row)}, reason=reason)
    return row
