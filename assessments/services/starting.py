"""An assessment is begun from an agreed format, or from the last one."""

from django.db import transaction

from assessments.lifecycle.assessments import WRITABLE, FormatStatus, Status
from assessments.models import Assessment, Section
from assessments.services.formats import COPIED
from evidence import months
from records.asking import require
from records.lifecycle import MoveRefused
from records.models import Record
from records.services import create_record
from records.writing import keep


@transaction.atomic
def begin_assessment(partnership, *, by, made_to, previous=None, with_text=False, **said):
    """A draft with the format's sections. ``with_text``: each begins with what the last one said under its title."""
    found = Assessment(
        partnership=partnership, made_to=made_to, previous=previous, body=made_to.body,
        audience=Record.Audience.ANALYSIS, **said,
    )  # fmt: skip
    require(by, "assessments.add_assessment", found)
    if reasons := list(_reasons(found)):
        raise MoveRefused(*reasons)
    create_record(found, by=by)
    before = {section.title: section for section in previous.sections.all()} if previous else {}
    for its in made_to.sections.all():
        section = Section(assessment=found, **{name: getattr(its, name) for name in COPIED})
        if with_text and (old := before.get(its.title)):
            section.body = old.body
        keep(section, by=by)
    return found


def _reasons(found):
    if found.made_to.status != FormatStatus.AGREED or found.made_to.partnership_id != found.partnership_id:
        yield "Choose a format that this partnership agreed and still uses."
    if found.last < found.first:
        yield "The months that are analysed cannot end before they begin."
    if found.data_to is not None and found.data_to > found.last:
        yield "The data cannot reach further than the months that are analysed. Change one of the two."
    if found.previous and found.previous.partnership_id != found.partnership_id:
        yield "The last assessment must be of the same partnership."
    same = Assessment.objects.filter(
        partnership=found.partnership, year=found.year, level=found.level, theme=found.theme,
        status__in=(*WRITABLE, Status.AGREED),
    )  # fmt: skip
    for other in same.order_by("pk"):
        if other.is_writable:
            yield f"{other.reference} is being written for that year already. Go on with it, or withdraw it."
        else:
            year = months.financial_year_words(other.year)
            yield f"{other.reference} is agreed for {year} already. Choose another year, or supersede it first."
