from django.core.exceptions import PermissionDenied
from django.db import transaction

from actions.hearing import LINES, OWNER, owners_of
from actions.lifecycle import Action as Act
from actions.lifecycle import Status
from actions.models import Action, Owner, Update
from audit.clock import local_day, now, today
from audit.services import log
from design.filters import date
from notices.services import notify
from partnership.models import Membership, Post
from records import search
from records.access import take_back
from records.audience import BY_GRANT, WITHIN, no_wider, open_to_the_same, open_to_those_it_is_for
from records.lifecycle import MoveRefused, locked, move, save
from records.models import Record
from records.services import change_record, create_record
from records.writing import drop, keep

TITLE_LENGTH = 120


@transaction.atomic
def propose_action(source, *, wording, owners, by, due_on=None, wording_is_proposed=False, audience=None):
    """Agree a piece of work that arises from a record. Nobody but those who run the record hears of it yet.

    ``owners`` are (person or None, agency or None, name as printed); the first leads.
    """
    action = Action(
        title=title_of(wording),
        wording=wording,
        wording_is_proposed=wording_is_proposed,
        due_on=due_on,
        partnership=source.partnership,
        body=source.body,
        agency=source.agency,
        arises_from_id=source.pk,
        audience=no_wider(audience or Record.Audience.OFFICERS, source),
        marking=source.marking,
    )
    if not by.has_perm("actions.add_action", action):
        raise PermissionDenied("Only those who keep this record add actions to it.")
    create_record(action, by=by)
    if action.audience in BY_GRANT:
        open_to_the_same(action, source)
    set_owners(action, owners, by=by)
    return action


def title_of(wording):
    line = " ".join(wording.split())
    return line if len(line) <= TITLE_LENGTH else f"{line[: TITLE_LENGTH - 1].rsplit(' ', 1)[0]}…"


@transaction.atomic
def change_action(action, *, wording, due_on, owners, by, reason="", version=None):
    """Reword it, move its day, or name other owners. The day first agreed is kept (slippage shows)."""
    action = locked(action)
    if not by.has_perm("actions.change_action", action):
        raise PermissionDenied("Only officers, the chair and those who draft its minutes change an action.")
    made_on = local_day(action.created_at)
    if due_on and due_on != action.due_on and due_on < min(made_on, action.first_due_on or made_on):
        raise MoveRefused(f"An action cannot be due before it was made, on {date(made_on)}. Check the day.")
    changes = {"wording": wording, "title": title_of(wording), "due_on": due_on}
    if wording != action.wording:
        changes["wording_is_proposed"] = False
    action = change_record(action, changes, by=by, reason=reason, version=version)
    before = _names(action)
    set_owners(action, owners, by=by)
    if (after := _names(action)) != before:
        action = save(locked(action), by=by, reason=reason or "Owners named")
        log(action, "name owners", by=by, reason=reason, changes={"owners": [before, after]})
        _close_to_former_owners(action, by=by)
    open_to_those_it_is_for(action, by=by)
    if action.status == Status.OPEN:
        _tell(action, [name for name in after if name not in before], by=by)
    return action


def _names(action):
    return [owner.printed_name for owner in action.owners.all()]


def _tell(action, names, *, by):
    """Let those who became owners of an open action know, but not whoever named them."""
    rows = action.owners.filter(printed_name__in=names)
    users = owners_of(action).filter(person__in=rows.values("person")).exclude(pk=by.pk)
    notify(
        users, action, "action-owner", subject=f"{action.reference}: you are an owner", line=LINES[Act.ISSUE]
    )


def set_owners(action, owners, *, by):
    """Make these the owners, the first of them the lead; who is still an owner keeps their row."""
    wanted = [_owner(action, *owner) for owner in owners]
    keys = {_key(owner) for owner in wanted}
    for row in action.owners.all():
        if _key(row) not in keys:
            drop(row, by=by)
    rows = {_key(row): row for row in action.owners.all()}
    for row in rows.values():
        _set_lead(row, False, by)
    for place, owner in enumerate(wanted):
        row = rows.get(_key(owner)) or owner
        if row.pk is None:
            rows[_key(owner)] = keep(row, by=by)
        _set_lead(row, place == 0, by)


def _owner(action, person, agency, printed_name):
    if person and agency is None:
        agency = _agency_of(person, action.body_id)
    return Owner(action=action, person=person, agency=agency, printed_name=printed_name or str(person))


def _agency_of(person, body):
    """The agency they speak for on the body, or else the one they work for."""
    seats = Membership.objects.current().filter(person=person, seat__body=body, agency__isnull=False)
    standing = seats.select_related("agency").first() or (
        Post.objects.current().filter(person=person).select_related("agency").first()
    )
    return standing and standing.agency


def _key(owner):
    return owner.person_id or owner.printed_name


def _set_lead(row, is_lead, by):
    if row.is_lead != is_lead:
        row.is_lead = is_lead
        keep(row, by=by)


@transaction.atomic
def issue_action(action, *, by, audience, reason=""):
    """Open it: its owners see it, are told and will be reminded."""
    action = move(action, Act.ISSUE, by=by, reason=reason)
    action.audience = no_wider(audience, action.arises_from) if action.arises_from else audience
    action.first_due_on = action.first_due_on or action.due_on
    save(action, by=by, reason="Issued")
    search.index(action)
    open_to_those_it_is_for(action, by=by)
    return action


def _close_to_former_owners(action, *, by):
    take_back(action, OWNER, keep=owners_of(action), by=by, reason="No longer an owner of the action")


@transaction.atomic
def close_action(action, *, by, reason):
    """Leave it to its owners and to those who run its record, for what it arises from is not open any more."""
    action = locked(action)
    if action.audience in WITHIN[Record.Audience.OFFICERS] | {Record.Audience.AGENCY}:
        return
    before, action.audience = action.audience, Record.Audience.OFFICERS
    save(action, by=by, reason=reason)
    log(action, "change audience", by=by, reason=reason, changes={"audience": [before, str(action.audience)]})
    open_to_those_it_is_for(action, by=by)


@transaction.atomic
def add_update(action, text, *, by):
    action = locked(action)
    if not by.has_perm("actions.update_action", action):
        raise PermissionDenied("Only an owner, an officer or the chair may update this action.")
    if not text.strip():
        raise MoveRefused("Write what was done, or what stands in the way.")
    update = Update(action=action, text=text, made_at=now(), made_by=by)
    keep(update, by=by)
    log(action, "update", by=by)
    return update


@transaction.atomic
def complete_action(action, *, by, update="", reason=""):
    """Done, with an update that says what was done."""
    if update.strip():
        add_update(action, update, by=by)
    action = locked(action)
    action.done_on = today()
    save(action, by=by, reason="Done")
    return move(action, Act.COMPLETE, by=by, reason=reason or update)


@transaction.atomic
def reopen_action(action, *, by, reason):
    if not reason.strip():
        raise MoveRefused("Say why this is opened again.")
    action = move(action, Act.REOPEN, by=by, reason=reason)
    action.done_on = None
    return save(action, by=by, reason=reason)


@transaction.atomic
def cancel_action(action, *, by, reason):
    if not reason.strip():
        raise MoveRefused("Say why this is no longer to be done.")
    return move(action, Act.CANCEL, by=by, reason=reason)


@transaction.atomic
def reassign_owner(action, person, successor, *, by, reason):
    """Put one person in another's place; the lead stays the lead (a leaver's open work)."""
    row = action.owners.select_for_update().get(person=person)
    if action.owners.filter(person=successor).exists():
        was_lead = row.is_lead
        drop(row, by=by)
        if was_lead:
            _set_lead(action.owners.get(person=successor), True, by)
    else:
        row.person, row.printed_name = successor, str(successor)
        keep(row, by=by, reason=reason)
    log(action, "reassign", by=by, reason=reason, changes={"owner": [str(person), str(successor)]})
    _close_to_former_owners(action, by=by)
    open_to_those_it_is_for(action, by=by)
    if action.status == Status.OPEN:
        _tell(action, [str(successor)], by=by)
