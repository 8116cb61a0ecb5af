"""What is written of an assessment: its own fields and its sections. Two who write on different sections do not
disturb each other; of two on one, the second is shown what the first saved.
"""

from django.db import transaction

from assessments.models import Section
from audit.services import log, plain
from audit.text import digest_of
from records.asking import hold, say_why
from records.lifecycle import MoveRefused
from records.services import ChangedMeanwhile
from records.writing import alter, drop, keep, refuse_other_version

CHANGE = "assessments.change_assessment"
WRITTEN = ("body", "develop", "is_ready", "lead_id", "draws_from_id")


def version_of_section(section):
    """What its form carries, to tell whether somebody else has saved the same section since."""
    return digest_of(plain({name: getattr(section, name) for name in WRITTEN}))[:40]


@transaction.atomic
def change_assessment(assessment, changes, *, by, version=None):
    assessment = hold(assessment, by=by, permission=CHANGE)
    refuse_other_version(assessment, version)
    if changes.get("last", assessment.last) < changes.get("first", assessment.first):
        raise MoveRefused("The months that are analysed cannot end before they begin.")
    return alter(assessment, changes, by=by)


@transaction.atomic
def write_section(section, changes, *, by, version=None):
    """Its text and what goes with it. The assessment's row is locked, so that nothing changes while it is agreed."""
    assessment = hold(section.assessment, by=by, permission=CHANGE)
    section = Section.objects.select_for_update().get(pk=section.pk)
    if version is not None and version != version_of_section(section):
        raise ChangedMeanwhile(section)
    changed = {name: value for name, value in changes.items() if getattr(section, name) != value}
    if not changed:
        return section
    for name, value in changed.items():
        setattr(section, name, value)
    keep(section, by=by)
    log(assessment, "write section", by=by, changes={"section": section.title, "changed": sorted(changed)})
    return section


@transaction.atomic
def add_section(assessment, said, *, by):
    """One that this assessment has besides those of its format."""
    assessment = hold(assessment, by=by, permission=CHANGE)
    section = Section(assessment=assessment, **said)
    if said.get("position") is None:
        section.position = assessment.sections.count() + 1
    keep(section, by=by)
    log(assessment, "add section", by=by, changes={"section": section.title})
    return section


@transaction.atomic
def remove_section(section, *, by, reason):
    assessment = hold(section.assessment, by=by, permission=CHANGE)
    say_why(reason, "Say why the section is taken out.")
    if section.is_required or section.includes:
        raise MoveRefused(
            "The format wants this section. Say in it why there is nothing to say, or change the format."
        )
    if section.figures.exists() or section.comments.exists():
        raise MoveRefused("Take its figures out first; a section with comments stays.")
    log(assessment, "remove section", by=by, reason=reason, changes={"section": section.title})
    drop(section, by=by, reason=reason)
