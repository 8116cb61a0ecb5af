"""Who may keep, agree, issue and share documents."""

import rules

from partnership.rules import is_chair, is_drafter, is_of_agency, is_officer
from records.rules import is_creator, is_keeper, is_named, is_of_one_agency


@rules.predicate
def is_custodian(user, document):
    return getattr(document, "custodian_id", None) == user.person_id


is_open = ~is_named & ~is_of_one_agency
keeps_closed = is_of_one_agency & is_of_agency | is_named & is_keeper
runs = is_open & (is_officer | is_chair) | keeps_closed
keeps = is_open & (is_officer | is_chair | is_drafter) | keeps_closed

# Asked of the record that a document is added to, or of the document itself.
rules.add_perm("documents.add_document", keeps)
rules.add_perm("documents.change_document", keeps)
rules.add_perm("documents.version_document", keeps)
rules.add_perm("documents.consult_document", keeps)
rules.add_perm("documents.redraft_document", keeps)
rules.add_perm("documents.revise_document", keeps)
rules.add_perm("documents.issue_document", keeps)
rules.add_perm("documents.agree_document", runs)
rules.add_perm("documents.withdraw_document", runs)
rules.add_perm("documents.answer_document", runs | is_custodian & is_open)
rules.add_perm("documents.share_document", runs | is_creator & is_open)
