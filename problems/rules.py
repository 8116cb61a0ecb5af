"""Who may do what with a problem record. Any member agency may open one and keep it (S002-42)."""

import rules

from audit.clock import today
from partnership.predicates import predicate
from partnership.rules import administers_partnership, is_of_agency, is_of_partnership, is_officer
from problems.areas import areas_of, read_ground
from problems.issue_lifecycle import IN_HAND, ISSUE_OPEN, UNTAKEN
from problems.lifecycle import OPEN, OUTCOMES, PLANNABLE, WRITABLE
from records.models import Record
from records.querysets import sides_granted_to
from records.rules import is_creator


@predicate
def is_in_the_case(user, problem):
    return problem is not None and problem.officer_id == user.person_id


@predicate
def is_initiator(user, problem):
    return problem is not None and problem.initiated_by_id == user.person_id


@predicate
def is_community_safety_officer(user, record):
    return record is not None and record.partnership_id in user.places.roles.get("community-safety", ())


@predicate
def is_intelligence(user, record):
    """Of the intelligence unit that tasks the partnership (S002-13)."""
    return record is not None and record.partnership_id in user.places.roles.get("intelligence", ())


@predicate
def is_untaken(_user, issue):
    return issue is not None and issue.status in UNTAKEN


@predicate
def is_in_hand(_user, issue):
    return issue is not None and issue.status in IN_HAND


@predicate
def is_issue_open(_user, issue):
    return issue is not None and issue.status in ISSUE_OPEN


@predicate
def made_it(user, play):
    """Was in the case of the record that a good-practice entry comes from."""
    return play is not None and play.comes_from.officer_id == user.person_id


@predicate
def is_left_alone(_user, problem):
    """Whoever was in the case has left, so that what was theirs alone to do would wait for ever."""
    if problem is None:
        return False
    officer = problem.officer
    return not (officer and hasattr(officer, "user") and officer.user.is_active)


@predicate
def has_no_maker_left(user, play):
    return play is not None and is_left_alone(user, play.comes_from)


@predicate
def knows_its_record(user, play):
    """An entry is read by every partner, and the record that it comes from is not: whoever compares them reads both."""
    return play is not None and Record.objects.visible_to(user).filter(pk=play.comes_from_id).exists()


@predicate
def is_supervisor(user, problem):
    return _holds_there(user, problem, "supervisor")


@predicate
def is_commander(user, problem):
    return _holds_there(user, problem, "commander")


def _holds_there(user, problem, role):
    """The role, in the record's partnership and, where it is limited to areas, in one that covers it (S002-155)."""
    places = user.places
    if problem is None or problem.partnership_id not in places.roles.get(role, ()):
        return False
    areas = places.areas[role]
    return 0 in areas or bool(areas & set(areas_of(problem)))


@predicate
def is_writable(_user, problem):
    return problem is not None and problem.status in WRITABLE


@predicate
def is_plannable(_user, problem):
    return problem is not None and problem.status in PLANNABLE


@predicate
def is_open(_user, problem):
    return problem is not None and problem.status in OPEN


@predicate
def is_granted_sides(user, problem):
    if problem is None:
        return False
    return Record.objects.filter(pk=problem.pk, pk__in=sides_granted_to(user, today())).exists()


@predicate
def takes_cases_there(user, area):
    """In a partnership whose the area is; asked of an area."""
    takes = user.places.officer_of | user.places.roles.get("community-safety", frozenset())
    return bool(area and takes) and bool(takes & {one.pk for one in read_ground().whose(area)})


is_caseworker = is_officer | is_community_safety_officer
keeps = is_in_the_case | is_of_agency | is_caseworker
# The same people as `SideQuerySet.visible_to`, asked of one record.
reads_sides = is_in_the_case | is_initiator | is_supervisor | is_commander | is_granted_sides
decides = is_commander & ~is_in_the_case & ~is_initiator

rules.add_perm("problems.add_problem", is_of_partnership)
rules.add_perm("problems.change_problem", keeps & is_writable)
rules.add_perm("problems.plan_problem", keeps & is_plannable)
rules.add_perm("problems.assign_problem", (keeps | is_supervisor) & is_open)
rules.add_perm("problems.share_problem", (is_in_the_case | is_caseworker) & is_open)
rules.add_perm("problems.view_sides", reads_sides)
rules.add_perm("problems.change_sides", reads_sides & keeps & is_writable)
# The signer is neither who opened the file nor who works it (B1, R3; S002-131).
rules.add_perm("problems.supervise_problem", is_supervisor & ~is_initiator & ~is_in_the_case & is_plannable)

rules.add_perm("problems.analyse_problem", is_in_the_case)
rules.add_perm("problems.prepare_problem", is_in_the_case)
rules.add_perm("problems.start_problem", is_in_the_case)
rules.add_perm("problems.assess_problem", is_in_the_case)
rules.add_perm("problems.send_problem", is_in_the_case)
rules.add_perm("problems.note_problem", is_in_the_case)
rules.add_perm("problems.resume_problem", is_in_the_case)
rules.add_perm("problems.withdraw_problem", is_in_the_case)
for outcome in OUTCOMES:
    rules.add_perm(f"problems.{outcome}_problem", decides)
rules.add_perm("problems.reopen_problem", decides)

# The fast lane (S002-13, S002-57, S002-58). Whoever logged an issue tasks it, and mends or takes back what is untaken.
rules.add_perm("problems.add_emergingissue", is_intelligence | is_caseworker)
rules.add_perm("problems.change_emergingissue", is_caseworker & is_issue_open | is_creator & is_untaken)
rules.add_perm("problems.task_emergingissue", is_intelligence | is_caseworker | is_creator)
rules.add_perm("problems.take_emergingissue", is_caseworker)
rules.add_perm("problems.measure_emergingissue", is_caseworker & is_in_hand)
rules.add_perm("problems.review_emergingissue", is_caseworker & is_in_hand)
rules.add_perm("problems.raise_emergingissue", is_caseworker)
rules.add_perm("problems.close_emergingissue", is_caseworker | is_creator & is_untaken)
rules.add_perm("problems.reopen_emergingissue", is_caseworker)

# The library, and the ladder of incremental responses. A case on the ladder is about a person: the sides' own rule.
rules.add_perm("problems.add_play", is_in_the_case | is_caseworker & is_left_alone)
rules.add_perm("problems.revise_play", (made_it | is_officer & has_no_maker_left) & knows_its_record)
rules.add_perm("problems.withdraw_play", is_officer | made_it)
rules.add_perm("problems.restore_play", is_officer | made_it)
rules.add_perm("problems.clear_play", is_officer)
rules.add_perm("problems.change_ladder", administers_partnership)
rules.add_perm("problems.keep_areaorder", takes_cases_there)
