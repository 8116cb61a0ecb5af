"""Who may change access to a record. A kind that is stricter says so in its own rules, by ``may_grant``."""

import rules

from partnership.rules import is_chair, is_officer


@rules.predicate
def is_creator_of_named(user, record):
    """A named record is opened by whoever keeps it, and not by officers as such (S001-57)."""
    return record is not None and record.created_by_id == user.pk


@rules.predicate
def is_named(_user, record):
    return record is not None and record.audience == record.Audience.NAMED


runs_record = (is_officer | is_chair) & ~is_named | is_creator_of_named & is_named

rules.add_perm("records.grant_record", runs_record)
