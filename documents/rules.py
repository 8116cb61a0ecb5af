"""Who may keep, agree, issue and share documents."""

import rules

from partnership.predicates import predicate
from partnership.rules import is_chair, is_drafter, is_of_agency, is_officer
from records.lifecycle import kind_of
from records.models import Record
from records.rules import belongs_behind_a_wall, is_creator, is_keeper, is_named, is_of_one_agency

WRITTEN = {Record.Audience.CASE, Record.Audience.FUNDING, Record.Audience.ANALYSIS}
OF_A_CASE = WRITTEN | {Record.Audience.AGENCY}


@predicate
def is_custodian(user, document):
    return getattr(document, "custodian_id", None) == user.person_id


@predicate
def writes_the_case(user, record):
    """Papers of a case, a bid or an assessment are kept by those who write it: whoever has it in hand, its agency
    (S002-133), and every applicant of a bid, until it is locked.
    """
    return record is not None and _may(user, "change", record)


@predicate
def adds_evidence(user, record):
    """To a project that runs, its applicants add invoices and what else shows how the money was spent."""
    return record is not None and _may(user, "evidence", record)


def _may(user, action, record):
    """Asks the room that the case is of; a room without such an act has nobody who may."""
    case = getattr(record, "attached_to", None) or record
    kind = kind_of(case)
    papers_by = kind.PAPERS_BY if action == "change" else ""
    if not papers_by and not (record.audience in OF_A_CASE and WRITTEN & set(kind.AUDIENCES)):
        return False
    own = case if isinstance(case, kind) else kind.objects.get(pk=case.pk)
    permission = papers_by or f"{kind._meta.app_label}.{action}_{kind._meta.model_name}"
    return rules.perm_exists(permission) and user.has_perm(permission, own)


is_opened_alone = ~belongs_behind_a_wall  # not with a record that is open to each person by name, until a day
is_open = ~is_named & ~is_of_one_agency
keeps_closed = is_of_one_agency & is_of_agency | is_named & is_keeper
runs = is_open & (is_officer | is_chair) | keeps_closed
keeps = is_open & (is_officer | is_chair | is_drafter) | keeps_closed | writes_the_case

# Asked of the record that a document is added to, or of the document itself.
rules.add_perm("documents.add_document", keeps | adds_evidence)
rules.add_perm("documents.change_document", keeps)
rules.add_perm("documents.version_document", keeps)
rules.add_perm("documents.consult_document", keeps & is_opened_alone)
rules.add_perm("documents.redraft_document", keeps)
rules.add_perm("documents.revise_document", keeps)
rules.add_perm("documents.issue_document", keeps & is_opened_alone)
rules.add_perm("documents.agree_document", runs)
rules.add_perm("documents.withdraw_document", runs)
rules.add_perm("documents.answer_document", runs | is_custodian & is_open)
rules.add_perm("documents.share_document", (runs | is_creator & is_open) & is_opened_alone)
