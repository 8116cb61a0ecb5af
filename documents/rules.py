"""Who may keep, agree, issue and share documents."""

import rules

from partnership.rules import is_chair, is_drafter, is_of_agency, is_officer
from records.rules import is_keeper, is_named


@rules.predicate
def is_agencys_own(_user, record):
    """An agency's own report or record, known to nobody outside the agency."""
    return record is not None and record.audience == record.Audience.AGENCY


@rules.predicate
def is_author(user, document):
    return document is not None and document.created_by_id == user.pk


is_open_record = ~is_named & ~is_agencys_own
keeps_closed_record = (is_of_agency & is_agencys_own) | (is_keeper & is_named)
runs_record = is_open_record & (is_officer | is_chair) | keeps_closed_record
keeps_record = is_open_record & (is_officer | is_chair | is_drafter) | keeps_closed_record

# Asked of the record that a document is added to, or of the document itself.
rules.add_perm("documents.add_document", keeps_record)
rules.add_perm("documents.change_document", keeps_record)
rules.add_perm("documents.version_document", keeps_record)
rules.add_perm("documents.consult_document", keeps_record)
rules.add_perm("documents.redraft_document", keeps_record)
rules.add_perm("documents.revise_document", keeps_record)
rules.add_perm("documents.issue_document", keeps_record)
rules.add_perm("documents.agree_document", runs_record)
rules.add_perm("documents.withdraw_document", runs_record)
rules.add_perm("documents.share_document", runs_record | is_author & is_open_record)
