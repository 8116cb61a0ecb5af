"""Who may do what with a meeting (`access.md`: agenda and open papers to its readers, drafts to few)."""

import rules

from meetings.lifecycle import BEING_WRITTEN, FROZEN, Status
from meetings.models import Paragraph
from partnership.predicates import predicate
from partnership.rules import is_chair, is_core_member, is_drafter, is_member, is_of_partnership, is_officer


@predicate
def is_circulated(_user, meeting):
    return meeting is not None and meeting.status == Status.CIRCULATED


@predicate
def is_being_written(_user, meeting):
    return meeting is not None and meeting.status in BEING_WRITTEN


@predicate
def is_frozen(_user, meeting):
    """Approved: text and numbers stay, and only corrections change them."""
    return meeting is not None and meeting.status in FROZEN


@predicate
def is_writer(user, meeting):
    """Somebody wrote these minutes, or changed them; asked of a chair who may write besides."""
    if meeting is None or not (is_officer(user, meeting) or is_drafter(user, meeting)):
        return False
    return Paragraph.history.filter(item__meeting=meeting.pk, history_user=user.pk).exists()


runs_meeting = is_officer | is_chair | is_drafter
reads_drafts = runs_meeting | is_core_member

rules.add_perm("meetings.add_meeting", is_officer | is_drafter)
rules.add_perm("meetings.change_meeting", is_officer | is_drafter)
rules.add_perm("meetings.view_minutes", reads_drafts | is_circulated & is_member | is_frozen)
rules.add_perm("meetings.read_inner_minutes", runs_meeting | is_of_partnership)
rules.add_perm("meetings.write_minutes", (is_officer | is_drafter) & ~is_frozen)
# Whoever reads a draft may say what it should say.
rules.add_perm(
    "meetings.ask_correction", (is_core_member | is_chair | is_circulated & is_member) & is_being_written
)
rules.add_perm("meetings.correct_minutes", (is_officer | is_drafter) & is_frozen)
rules.add_perm("meetings.agree_correction", is_chair & is_frozen)
rules.add_perm("meetings.discharge_condition", is_officer | is_chair)

rules.add_perm("meetings.start_meeting", is_officer | is_drafter)
rules.add_perm("meetings.circulate_meeting", is_officer | is_drafter)
rules.add_perm("meetings.return_meeting", is_officer | is_chair)
# Only the chair makes minutes final; the officer who wrote them never does (S001-30).
rules.add_perm("meetings.approve_meeting", is_chair & ~is_writer)
rules.add_perm("meetings.publish_meeting", is_officer | is_chair)
rules.add_perm("meetings.unpublish_meeting", is_officer | is_chair)
rules.add_perm("meetings.cancel_meeting", is_officer | is_chair)
