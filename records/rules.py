"""Who may change access to a record, link it, and read what it said before."""

import rules
from django.apps import apps

from partnership.predicates import predicate
from partnership.rules import is_chair, is_drafter, is_of_agency, is_of_partnership, is_officer
from records.lifecycle import walled_above


@predicate
def is_named(_user, record):
    return record is not None and record.audience == record.Audience.NAMED


@predicate
def is_of_one_agency(_user, record):
    return record is not None and record.audience == record.Audience.AGENCY


@predicate
def is_creator(user, record):
    return record is not None and record.created_by_id == user.pk


@predicate
def is_keeper(user, record):
    """Whoever made a named record or closed it to names: it is opened by them, not by officers as such (S001-57).

    They hold a grant given by themselves, which nobody can do by hand (`records.access.grant_blockers`).
    """
    if record is None or record.created_by_id == user.pk:
        return record is not None
    own = apps.get_model("records", "UserGrant").objects.filter(user=user.pk, granted_by=user.pk)
    return own.filter(content_object=record.pk).exists()


@predicate
def opens_what_it_belongs_to(user, record):
    """A paper of what must not be known to exist is opened by those who may open that, whoever attached it."""
    above = walled_above(record)
    return above is None or user.has_perm("records.grant_record", above)


@predicate
def belongs_behind_a_wall(_user, record):
    return walled_above(record) is not None


@predicate
def hears_all(user, record):
    """Of applicants who also run the funding something is kept: the grants of their bid name its scorers."""
    return record is None or record.events_told(user) is None


runs_record = (
    (is_officer | is_chair) & ~is_named & ~is_of_one_agency
    | is_named & is_keeper & opens_what_it_belongs_to
    | is_of_one_agency & is_of_agency & is_creator
)

rules.add_perm("records.grant_record", runs_record & hears_all)
rules.add_perm("records.link_record", runs_record | is_drafter | is_creator)
rules.add_perm("records.view_history", is_of_partnership | is_of_agency | is_named & is_keeper)
