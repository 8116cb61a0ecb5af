from django import forms

from assessments.lifecycle.assessments import Level
from assessments.models import Assessment, Section
from design.forms import version_field
from partnership.models import Person, Role
from records.fields import RowField, text

LANGUAGE = (
    "A blank line between paragraphs. “## ” before a subhead, “- ” before each bullet. [figure 2] alone on a line"
    " puts that figure there. [1] cites a statement of evidence."
)


class SectionForm(forms.Form):
    body = text("Text", 60_000, rows=24, help_text=LANGUAGE)
    draws_from = RowField(
        label="Draw it from a district's",
        help_text="Its text and figures stand here while this text is empty",
    )
    is_ready = forms.BooleanField(label="Ready to be read by others", required=False)
    lead = RowField(label="Who writes it")
    develop = text(
        "To be developed at the next review",
        2000,
        rows=3,
        help_text="It comes up when the next one is written",
    )
    version = version_field()

    def __init__(self, *args, section, user, **kwargs):
        super().__init__(*args, **kwargs)
        assessment = section.assessment
        self.fields["lead"].offer(_writers(assessment, section))
        if assessment.level == Level.COUNTY:
            self.fields["draws_from"].offer(_districts(section, user), words=_said)
        else:
            del self.fields["draws_from"]


def _writers(assessment, section):
    """Officers and analysts of the partnership, and whoever is named already."""
    roles = Role.objects.current().filter(
        partnership=assessment.partnership_id, kind__in=("officer", "analyst")
    )
    known = Person.objects.filter(pk__in=roles.values("person")) | Person.objects.filter(pk=section.lead_id)
    return list(known.distinct().order_by("family_name", "given_name"))


def _districts(section, user):
    """Sections of agreed district assessments that cover the same or bear the same title (S003-63)."""
    agreed = Assessment.objects.visible_to(user).in_force().filter(level=Level.DISTRICT)
    found = Section.objects.filter(assessment__in=agreed.values("pk")).exclude(body="")
    same = found.filter(includes=section.includes) if section.includes else found.filter(title=section.title)
    return list(
        same.select_related("assessment__partnership").order_by("assessment__partnership__name", "pk")
    )


def _said(section):
    return f"{section.assessment.partnership}: {section.title} ({section.assessment.reference})"
