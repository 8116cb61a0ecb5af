"""Who may do what with data, indicators, priorities and assessments (S003-59, `docs/permissions.md`)."""

import rules

from assessments.lifecycle.assessments import WRITABLE, Status
from partnership.predicates import predicate
from partnership.rules import is_chair, is_core_member, is_of_agency, is_of_partnership, is_officer


@predicate
def assesses(user, record):
    """Partnership officer or analyst of the partnership that owns it."""
    return record is not None and record.partnership_id in user.places.assesses_in


@predicate
def assesses_somewhere(user, _record=None):
    return bool(user.places.assesses_in)


@predicate
def is_writable(_user, assessment):
    return assessment is not None and assessment.status in WRITABLE


@predicate
def is_out_for_comment(_user, assessment):
    return assessment is not None and assessment.status == Status.CONSULTATION


@predicate
def is_draft(_user, record):
    return record is not None and record.status == "draft"


@predicate
def supplies_it(user, indicator):
    """The person who supplies its figures, or anyone of the agency that does where no person is named (S003-23)."""
    if indicator is None:
        return False
    if indicator.supplier_id:
        return indicator.supplier_id == user.person_id
    return indicator.supplied_by_id in user.places.agencies


@predicate
def is_current(_user, timetable):
    return timetable is not None and timetable.status == "current"


@predicate
def answers_for_it(user, step):
    """Who is named on the step of a timetable, or an officer of its partnership; until the timetable is closed."""
    if step is None or step.timetable.status != "current":
        return False
    return step.owner_id == user.person_id or step.timetable.partnership_id in user.places.officer_of


# Police data is the county's: whoever keeps the data of a partnership may load it for all.
rules.add_perm("assessments.load_data", assesses_somewhere)

rules.add_perm("assessments.add_indicator", assesses)
rules.add_perm("assessments.change_indicator", assesses)
rules.add_perm("assessments.observe_indicator", assesses | supplies_it)
for action in ("retire", "resume"):
    rules.add_perm(f"assessments.{action}_indicator", assesses)
rules.add_perm("assessments.keep_weights", assesses)  # weights of harm, peer groups

rules.add_perm("assessments.add_priority", assesses)
rules.add_perm("assessments.change_priority", assesses)
rules.add_perm("assessments.rate_priority", assesses | is_chair)
for action in ("adopt", "close", "reopen"):
    rules.add_perm(f"assessments.{action}_priority", assesses | is_chair)

rules.add_perm("assessments.add_study", assesses)
rules.add_perm("assessments.change_study", assesses)
for action in ("start", "report", "finish", "stop"):
    rules.add_perm(f"assessments.{action}_study", assesses)

rules.add_perm("assessments.add_ask", assesses)
rules.add_perm("assessments.change_ask", assesses)
rules.add_perm("assessments.answer_ask", is_of_agency | assesses)  # an officer enters what came by e-mail
for action in ("return", "withdraw"):
    rules.add_perm(f"assessments.{action}_ask", assesses)

rules.add_perm("assessments.add_format", assesses)
rules.add_perm("assessments.change_format", assesses & is_draft)
rules.add_perm("assessments.agree_format", assesses | is_chair)
rules.add_perm("assessments.retire_format", assesses)

rules.add_perm("assessments.add_assessment", assesses)
rules.add_perm("assessments.change_assessment", assesses & is_writable)
rules.add_perm("assessments.comment_assessment", is_out_for_comment & (is_of_partnership | is_core_member))
# Sources, comments, requests and files behind it; whoever else may know of it reads its text alone.
rules.add_perm("assessments.follow_assessment", assesses | is_of_partnership | is_chair)
rules.add_perm("assessments.send_assessment", assesses)  # to other committees, at any time
for action in ("consult", "redraft", "withdraw"):
    rules.add_perm(f"assessments.{action}_assessment", assesses)
rules.add_perm("assessments.supersede_assessment", assesses | is_chair)  # the next one, when it is agreed
rules.add_perm(
    "assessments.agree_assessment", is_chair | assesses
)  # an officer, from a meeting's decision (S001-139)
rules.add_perm("assessments.publish_assessment", assesses | is_chair)
rules.add_perm("assessments.print_assessment", assesses | is_of_partnership | is_chair)
rules.add_perm("assessments.keep_matrix", assesses)

rules.add_perm("assessments.add_timetable", is_officer)
rules.add_perm("assessments.change_timetable", is_officer & is_current)
rules.add_perm("assessments.finish_step", answers_for_it)
for action in ("close", "reopen"):
    rules.add_perm(f"assessments.{action}_timetable", is_officer)
