"""How every write on people and places is made: asked, locked, checked, saved with who and why, and logged."""

import datetime as dt

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import models
from django.utils.crypto import salted_hmac

from audit.attribution import attribute
from audit.services import log

DIRECTORY = "partnership.manage_directory"
PARTNERSHIP = "partnership.manage_partnership"
REFUSALS = {
    DIRECTORY: "Only an administrator may change people, agencies and areas. Ask yours to do it.",
    PARTNERSHIP: "Only an administrator of this partnership may change it. Ask yours to do it.",
}
ALREADY = "There is already one of this name here. Choose another name, or change the one there is."


class ChangedMeanwhile(Exception):
    """Somebody else saved first. Carries the row as it stands, so that the person may see both and choose."""

    def __init__(self, current):
        self.current = current
        super().__init__("Somebody else changed this while you were writing. Choose, and save again.")


class ConfirmationNeeded(ValidationError):
    """It may be a mistake, and may be meant: asked once, and done when the person says that they mean it."""


def may(user, permission, subject=None):
    """Asked of something always: asked of nothing, Django's own backend would read its tables besides."""
    return user.has_perm(permission, subject or user)


def ask(user, permission, subject=None):
    if not may(user, permission, subject):
        raise PermissionDenied(REFUSALS[permission])


def not_oneself(user, person, what, *, founder_may=True):
    """Nobody widens their own access: a post, a seat or a role opens records (the rule of grants, too).

    Whoever set the installation up may, while there is nobody else to ask; never to what a wall keeps from them.
    """
    if user.person_id == person.pk and not (user.is_superuser and founder_may):
        raise PermissionDenied(f"You cannot give yourself {what}. Ask another administrator.")


def not_for_longer(user, row, what, changes, *, founder_may=True):
    """Nobody opens again, or for longer, what they hold themselves: a later end gives it as its beginning did."""
    first, last = (changes.get(name, getattr(row, name)) for name in ("started_on", "ended_on"))
    earlier = (first or dt.date.min) < (row.started_on or dt.date.min)
    if earlier or (last or dt.date.max) > (row.ended_on or dt.date.max):
        not_oneself(user, row.person, what, founder_may=founder_may)


def locked(row):
    return row._meta.model.objects.select_for_update().get(pk=row.pk)


def version_of(row):
    """What a form carries, to tell whether the row has changed since; nobody counts versions by it."""
    newest = row.history.order_by("-history_id").values_list("history_id", flat=True).first()
    return salted_hmac(row._meta.db_table, str(newest), algorithm="sha256").hexdigest()[:20]


def create(row, *, by, reason="", **many):
    """Save a new row with its first version and an event. ``many`` are its many-to-many fields."""
    check(row)
    attribute(row, by=by, reason=reason or "Created").save()
    for name, values in many.items():
        getattr(row, name).set(values)
    log(row, f"add {noun(row)}", by=by, reason=reason, changes=said(row))
    return row


def change(row, changes, *, by, reason="", version=None):
    """Set fields on the locked row. Another's change since ``version`` is refused; no change writes nothing."""
    row = locked(row)
    if version is not None and version != version_of(row):
        raise ChangedMeanwhile(row)
    before = {name: value_of(row, name) for name in changes}
    altered = {name: value for name, value in changes.items() if before[name] != plain(value)}
    if not altered:
        return row
    attribute(row, by=by, reason=reason)
    set_fields(row, altered)
    log(
        row,
        f"change {noun(row)}",
        by=by,
        reason=reason,
        changes={name: [words(before[name]), words(plain(value))] for name, value in altered.items()},
    )
    return row


def set_fields(row, altered):
    many = {name: value for name, value in altered.items() if row._meta.get_field(name).many_to_many}
    single = {name: value for name, value in altered.items() if name not in many}
    for name, value in single.items():
        setattr(row, name, value)
    if single:
        check(row)
        row.save()
    for name, values in many.items():
        getattr(row, name).set(values)


def end(row, on, *, by, reason=""):
    """Close what is dated: the day is the last on which it holds. Nothing is deleted."""
    if row.started_on and on < row.started_on:
        raise ValidationError({"ended_on": "The last day cannot be before the first."})
    return change(row, {"ended_on": on}, by=by, reason=reason or "Ended")


def remove(row, *, by, reason=""):
    """Take away a name or a tie that has no dates; its versions stay, the last of them the removal."""
    attribute(row, by=by, reason=reason or "Removed")
    log(row, f"remove {noun(row)}", by=by, reason=reason, changes=said(row))
    _, deleted = row.delete()
    refuse("" if deleted.get(row._meta.label) else "Somebody removed this already. Nothing was changed.")


def check(row):
    """Everything wrong with the row, in words that say how to mend it."""
    try:
        row.full_clean()
    except ValidationError as error:
        raise ValidationError({field: _plain_words(errors) for field, errors in _by_field(error)}) from None


def _by_field(error):
    return error.error_dict.items() if hasattr(error, "error_dict") else [(NON_FIELD_ERRORS, [error])]


def _plain_words(errors):
    """One sentence for each kind of mistake: the model's own words come after the stock ones, and stand."""
    by_code = {error.code or error.message: error for error in errors}
    return [
        ValidationError(ALREADY, code=e.code) if e.code == "unique_together" else e for e in by_code.values()
    ]


def refuse(*reasons):
    """All that stands in the way, named at once; nothing where there is nothing."""
    if found := [reason for reason in reasons if reason]:
        raise ValidationError(found)


def noun(row):
    return str(row._meta.verbose_name)


def value_of(row, name):
    field = row._meta.get_field(name)
    return plain(getattr(row, name).all() if field.many_to_many else getattr(row, name))


def plain(value):
    """A value to compare by: what a set of rows holds, in no order."""
    if isinstance(value, models.QuerySet | list | tuple | set | frozenset):
        return frozenset(value)
    return value


def words(value):
    if isinstance(value, frozenset):
        return ", ".join(sorted(str(one) for one in value))
    if value is None or isinstance(value, bool | int | str):
        return value
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def said(row):
    """What a new row says, but for what is empty and for contact details, which no log repeats."""
    private = {"id", "email", "phones", "address"}
    fields = (field for field in row._meta.concrete_fields if field.name not in private)
    found = {field.name: words(getattr(row, field.name)) for field in fields}
    return {name: value for name, value in found.items() if value not in (None, "", False)}


def next_day(day):
    return day + dt.timedelta(days=1)


def day_before(day):
    return day - dt.timedelta(days=1)
