"""Words in which permissions are said. A subject app joins them with ``&``, ``|`` and ``~`` in its own rules."""

import rules

from partnership.predicates import predicate


@predicate
def is_officer(user, record):
    """Partnership officer of the partnership that owns the record."""
    return record is not None and record.partnership_id in user.places.officer_of


@predicate
def is_chair(user, record):
    """Chair or deputy chair of the body the record belongs to."""
    return record is not None and record.body_id in user.places.chaired


@predicate
def is_core_member(user, record):
    return record is not None and record.body_id in user.places.core_of


@predicate
def is_member(user, record):
    return record is not None and record.body_id in user.places.bodies


@predicate
def is_drafter(user, record):
    """A support officer who was given the drafting of the body's minutes and papers (S001-17)."""
    return record is not None and record.body_id in user.places.drafts_for


@predicate
def is_of_partnership(user, record):
    return record is not None and record.partnership_id in user.places.partnerships


@predicate
def is_of_agency(user, record):
    return record is not None and record.agency_id is not None and record.agency_id in user.places.agencies


@predicate
def administers_partnership(user, partnership):
    """Asked of a partnership itself, and of whatever belongs to one (`partnership_id`)."""
    return partnership is not None and _partnership_id(partnership) in user.places.administers


@predicate
def administers_somewhere(user, _=None):
    return bool(user.places.administers)


@predicate
def founds_partnerships(user, _=None):
    """The first administrator of an installation, before there is a partnership to administer."""
    return user.is_superuser


def _partnership_id(subject):
    return getattr(subject, "partnership_id", None) or subject.pk


# People, agencies and areas are the county's, used by every partnership: any administrator keeps them.
rules.add_perm("partnership.manage_directory", administers_somewhere | founds_partnerships)
rules.add_perm("partnership.manage_partnership", administers_partnership)
