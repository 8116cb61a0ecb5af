"""What is asked of a report, its sections and comments, of the check for names, and of what leaves."""

import re

from django import forms
from django.core.exceptions import ValidationError

from audit.clock import today
from design.forms import DateField
from records.fields import LinesField, RowField, text
from records.forms import account_of, reason_field
from reviews.forms.referrals import NO_NAMES
from reviews.models import Report, ReportComment


class AboutForm(forms.Form):
    subject = forms.CharField(label="Pseudonym of the person who died", max_length=80)
    died_in = forms.CharField(
        label="Month and year of the death", max_length=40, help_text="Such as: March 2025. Never the day"
    )
    author_words = forms.CharField(label="Author", max_length=160, help_text="Name, as it is printed")
    author = forms.EmailField(
        label="E-mail address of the author's account", required=False,
        help_text="They may then write the report. Give them access to the review first",
    )  # fmt: skip
    independence = text(
        "Statement of independence", 4000, rows=4,
        help_text="As the author and the chair signed it. The report prints it over the name of the author",
    )  # fmt: skip
    finished_on = DateField(label="Completed on", required=False)

    def clean_author(self):
        return account_of(self.cleaned_data["author"])


class BeginForm(AboutForm):
    kind = forms.ChoiceField(label="Which report", choices=Report.Kind.choices, widget=forms.RadioSelect)
    field_order = ["kind"]


class SectionForm(forms.Form):
    body = text(
        "Text", 200_000, rows=24,
        help_text=f"A blank line ends a paragraph; ## begins a subhead, - a bullet. Use pseudonyms. {NO_NAMES}",
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)


class VersionForm(forms.Form):
    note = forms.CharField(
        label="What this version is", max_length=200, help_text="Such as: sent to the panel"
    )


class CommentForm(forms.Form):
    text = forms.CharField(
        label="Your comment", max_length=4000, widget=forms.Textarea(attrs={"rows": 4}), help_text=NO_NAMES
    )


class FamilyCommentForm(CommentForm):
    said_by = forms.CharField(
        label="Who said it", max_length=120, help_text="Relation alone, such as: a sister"
    )
    field_order = ["said_by", "text"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label = "What the family said"


class AnswerForm(forms.Form):
    mark_optional = False  # its hint says when it is needed
    answer = forms.ChoiceField(
        label="What was done", choices=ReportComment.Answer.choices[1:], widget=forms.RadioSelect
    )
    answer_text = text(
        "Say more", 2000, rows=3, help_text="Needed unless it was changed: why not, or what was noted"
    )


class OutlineForm(forms.Form):
    sections = LinesField(
        label="Sections",
        longest=400,
        help_text="One on each line. What is written there may follow after a colon",
    )

    def clean_sections(self):
        pairs = [
            [part.strip() for part in line.partition(":")[::2]] for line in self.cleaned_data["sections"]
        ]
        if any(not title or len(title) > 160 for title, _ in pairs):
            raise ValidationError("Each section needs a title of 160 characters or fewer")
        return pairs

    def beside(self, current):
        """(label, as it was saved meanwhile, as it is here)."""
        yield self["sections"].label, *map(as_lines, (current.sections, self.cleaned_data["sections"]))


def as_lines(sections):
    return "\n".join(": ".join(filter(None, pair)) for pair in sections)


class CheckForm(forms.Form):
    reason = reason_field("Why you open the key", hint="The check reads it, which is noted as an opening")


class FileCheckForm(CheckForm):
    version = RowField(
        label="Which file", required=True, widget=forms.RadioSelect,
        error_messages={"required": "Choose a file that is attached to this review"},
    )  # fmt: skip
    field_order = ["version", "reason"]

    def __init__(self, *args, versions, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["version"]
        field.offer(versions, lambda row: f"{row.document.title}, version {row.number}: {row.filename}")
        field.choices = field.choices[1:]


class LookedForm(forms.Form):
    """A picture, which no check can read."""

    reason = reason_field("What the picture shows, and why it may stand")


class TermsForm(forms.Form):
    lines = LinesField(
        label="Look for these too", longest=200,
        help_text="One on each line: places, days, jobs, names of staff. They are shown where the key is shown",
    )  # fmt: skip


class LeavingForm(forms.Form):
    sent_to = forms.CharField(
        label="To whom it goes", max_length=200, error_messages={"required": "Say to whom it goes."}
    )
    sent_on = DateField(label="On which day", initial=today)


class PseudonymForm(forms.Form):
    """Where, and what is put in: the pseudonym for each of the words found, until the keeper writes it otherwise."""

    mark_optional = False  # what is left empty is the pseudonym
    which = forms.ChoiceField(label="Where", widget=forms.RadioSelect, initial="one")

    def __init__(self, *args, many, words=(), pseudonym="", **kwargs):
        super().__init__(*args, **kwargs)
        every = f"In every entry in which the check found them ({many})"
        self.fields["which"].choices = [("one", "In this entry"), ("all", every)]
        if many < 2:
            self.fields["which"].widget = forms.HiddenInput()
        self.words, self.pseudonym = words, pseudonym
        for at, one in enumerate(words):
            self.fields[f"put_{at}"] = forms.CharField(
                label=f"In place of “{one}”", max_length=80, required=False, initial=pseudonym,
                help_text="" if at else f"Write more for an address or a day, such as: the home of {pseudonym}",
            )  # fmt: skip

    def clean(self):
        for name, put in self.instead().items():
            if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", put):
                field = f"put_{self.words.index(name)}"
                self.add_error(field, "This says what was found once more. Write it without the name.")
        return self.cleaned_data

    def instead(self):
        """What was left empty is the pseudonym."""
        said = self.cleaned_data
        return {one: said.get(f"put_{at}") or self.pseudonym for at, one in enumerate(self.words)}
