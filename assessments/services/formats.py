"""The format in which a partnership writes its assessments: agreed by a body on a day, and kept in versions."""

from django.db import transaction

from assessments import standard
from assessments.lifecycle.assessments import FormatAction, FormatStatus
from assessments.models import Format, FormatSection
from audit.clock import today
from audit.services import log
from records.asking import hold, require, say_why
from records.lifecycle import MoveRefused, move, save
from records.models import Record
from records.services import create_record
from records.writing import alter, as_seen, drop, keep, refuse_other_version

COPIED = ("position", "title", "guidance", "kind", "includes", "is_required")


@transaction.atomic
def add_format(partnership, title, *, by, body=None, rationale="", ready_made=False):
    found = Format(
        partnership=partnership, title=title, body=body, rationale=rationale, audience=Record.Audience.ANALYSIS
    )  # fmt: skip
    require(by, "assessments.add_format", found)
    create_record(found, by=by)
    for section in standard.sections_of(found) if ready_made else ():
        keep(section, by=by)
    return found


@transaction.atomic
def change_format(found, changes, *, by, version=None):
    found = hold(found, by=by, permission="assessments.change_format")
    refuse_other_version(found, version)
    return alter(found, changes, by=by)


@transaction.atomic
def set_section(found, said, *, by, section=None, version=None):
    found = hold(found, by=by, permission="assessments.change_format")
    section = as_seen(section, version) if section else FormatSection(format=found)
    said = dict(said)
    if said.get("position") is None:
        said["position"] = section.position or found.sections.count() + 1
    for name, value in said.items():
        setattr(section, name, value)
    keep(section, by=by)
    log(found, "set section", by=by, changes={name: str(value) for name, value in said.items()})
    return section


@transaction.atomic
def remove_section(section, *, by, reason):
    found = hold(section.format, by=by, permission="assessments.change_format")
    say_why(reason, "Say why the section is taken out.")
    log(found, "remove section", by=by, reason=reason, changes={"section": section.title})
    drop(section, by=by, reason=reason)


@transaction.atomic
def agree_format(found, *, by, body, agreed_on):
    """From here on it is fixed, and open to the partnership; the version before it is retired (S004-48)."""
    if agreed_on > today():
        raise MoveRefused("It cannot be agreed on a day to come. Enter the day on which it was.")
    if body is None or body.partnership_id != found.partnership_id:
        raise MoveRefused("Choose the body that agreed it, of the same partnership.")
    found = move(found, FormatAction.AGREE, by=by)
    found.body, found.agreed_on, found.audience = body, agreed_on, Record.Audience.PARTNERSHIP
    save(found, by=by, reason=f"Agreed by {body}")
    if found.after and found.after.status == FormatStatus.AGREED:
        retire_format(found.after, by=by, reason=f"Version {found.version} was agreed")
    return found


@transaction.atomic
def retire_format(found, *, by, reason):
    """Nothing new is begun from it; what was begun keeps it."""
    say_why(reason, "Say why it is used no longer.")
    found = move(found, FormatAction.RETIRE, by=by, reason=reason)
    found.closed_on = today()
    return save(found, by=by, reason=reason)


@transaction.atomic
def new_version(found, *, by):
    """A draft with the same sections, to be changed and agreed in its turn."""
    require(by, "assessments.add_format", found)
    if later := Format.objects.filter(after=found.pk).first():
        raise MoveRefused(f"Version {later.version} was begun already: {later.reference}. Change that one.")
    draft = Format(
        partnership=found.partnership, title=found.title, body=found.body, rationale=found.rationale,
        version=found.version + 1, after=found, audience=Record.Audience.ANALYSIS,
    )  # fmt: skip
    create_record(draft, by=by, reason=f"From {found.reference}")
    for section in found.sections.all():
        keep(FormatSection(format=draft, **{name: getattr(section, name) for name in COPIED}), by=by)
    return draft
