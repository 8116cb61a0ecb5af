"""What is asked of an entry of a chronology, of a file of them, and of whoever looks through it."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from design.filters import date
from design.forms import PARTS, DateField, TimeField, version_field
from design.pages import query
from documents.forms import UploadField
from records.fields import RowField, text
from records.forms import reason_field
from records.veil import veil
from reviews.forms.referrals import NO_NAMES
from reviews.forms.scoping import AskForm
from reviews.importing import COLUMNS
from reviews.models import ChronologyEntry

Kind, Precision = ChronologyEntry.Kind, ChronologyEntry.Precision
QUESTION = (
    "Enter what your agency did and when: every contact, kept or missed, every decision and every referral {}. Call"
    " people by the pseudonyms that you were given."
)
OF_REVIEW = "in the time of the review"


class AskPartForm(AskForm):
    def __init__(self, *args, review, **kwargs):
        super().__init__(*args, review=review, **kwargs)
        terms = review.terms.exclude(agreed_on=None).first()
        of_time = f"from {date(terms.scope_from)} until {date(terms.scope_until)}" if terms else OF_REVIEW
        self.fields["question"].initial = QUESTION.format(of_time)


class EntryForm(forms.Form):
    """``agencies``: those of the partnership; none where the entry is of one agency's own part."""

    happened_on = DateField(label="Day", help_text="Of a month or a year its first day")
    precision = forms.ChoiceField(
        label="How exactly it is known",
        choices=Precision.choices,
        widget=forms.RadioSelect,
        initial=Precision.DAY,
    )
    time = TimeField(label="Time", required=False)
    agency = RowField(
        label="Agency that tells it", required=True, error_messages={"required": "Choose the agency that tells it"}
    )  # fmt: skip
    kind = forms.ChoiceField(label="Kind of contact", choices=Kind.choices)
    what = forms.CharField(
        label="What happened", max_length=5000, widget=forms.Textarea(attrs={"rows": 5}), help_text=NO_NAMES
    )
    involved = text("Who took part", 300, help_text="By pseudonym or by job")
    source = text("Source of information", 200, help_text="Such as: patient record, crime report")
    version = version_field()

    def __init__(self, *args, agencies=(), **kwargs):
        super().__init__(*args, **kwargs)
        if not self.initial:
            del self.fields["version"]
        if agencies:
            self.fields["agency"].offer(agencies)
            self.fields["agency"].choices = [("", "Choose one"), *self.fields["agency"].choices[1:]]
        else:
            del self.fields["agency"]


class ChronologyFilter(forms.Form):
    """What makes no sense narrows nothing."""

    text = forms.CharField(label="Words", required=False, max_length=80)
    agency = RowField(label="Agency")
    kind = forms.ChoiceField(
        label="Kind of contact", required=False, choices=[("", "Any kind"), *Kind.choices]
    )
    since = DateField(label="From", required=False)
    until = DateField(label="To", required=False)

    def __init__(self, data, *, agencies):
        super().__init__(data)
        self.fields["agency"].offer(agencies)
        self.fields["agency"].choices = [("", "Any agency"), *self.fields["agency"].choices[1:]]

    def chosen(self):
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def tags(self, data):
        """(words, address without it) of each filter that is on."""
        for name, value in self.chosen().items():
            words = dict(Kind.choices).get(value, value) if name == "kind" else value
            words = f"{self.fields[name].label} {value:%-d %B %Y}" if hasattr(value, "year") else words
            parts = dict.fromkeys((name, *(f"{name}-{part}" for part in PARTS)))
            yield words, query(data, **parts, after=None, before=None)


class GapForm(forms.Form):
    gap_days = forms.IntegerField(
        label="Days without an entry that count as a gap", min_value=1, max_value=3650,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-5"}),
    )  # fmt: skip


class DisagreementForm(forms.Form):
    other = RowField(
        label="Which entry tells it otherwise", widget=forms.RadioSelect, required=True, key=veil,
        error_messages={"required": "Choose the entry that tells it otherwise"},
    )  # fmt: skip
    note = reason_field("How they differ", hint=NO_NAMES)

    def __init__(self, *args, others, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["other"]
        field.offer(others, lambda row: f"{row.agency}: {row.what[:160]}")
        field.choices = field.choices[1:]

    def clean_other(self):
        return self.cleaned_data["other"].pk


class SettleForm(forms.Form):
    settled = reason_field("How it was settled", hint=NO_NAMES)


class FileForm(forms.Form):
    file = UploadField(label="File: Excel, CSV, or a table in Word")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["accept"] = ".csv,.xlsx,.docx"
        most = settings.UPLOAD_LIMIT_MB
        self.fields["file"].help_text = f"Files that end in .xlsx, .csv or .docx. At most {most} MB."

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and not file.name.lower().endswith((".csv", ".txt", ".xlsx", ".docx")):
            raise ValidationError("Choose an Excel workbook (.xlsx), a CSV file or a Word file (.docx).")
        return file


class ColumnsForm(forms.Form):
    """What is in which column of a file that was read, and what it does not say by itself."""

    def __init__(self, data=None, *, headings, columns=None, agencies=()):
        super().__init__(data, initial={f"column_{what}": str(at) for what, at in (columns or {}).items()})
        choices = [
            ("", "Not in the file"),
            *((str(at), name or f"Column {at + 1}") for at, name in enumerate(headings)),
        ]
        for what, (label, _words) in COLUMNS.items():
            if what != "agency" or agencies:
                self.fields[f"column_{what}"] = forms.ChoiceField(
                    label=label, choices=choices, required=False
                )
        if agencies:
            self.fields["agency"] = RowField(label="Agency, where no column names it")
            self.fields["agency"].offer(agencies)
        self.fields["order"] = forms.ChoiceField(
            label="Dates such as 3/4/2021 are", required=False, widget=forms.RadioSelect,
            choices=[("day", "Day first: 3 April"), ("month", "Month first: 4 March")],
            help_text="Asked only where the file has such dates. It is never guessed",
        )  # fmt: skip

    def columns(self):
        if not self.is_bound:
            return {}
        self.is_valid()
        said = {what: self.cleaned_data.get(f"column_{what}") for what in COLUMNS}
        return {what: int(at) for what, at in said.items() if at}

    def others(self):
        """Agency and order of dates."""
        if not self.is_bound:
            return {"agency": None, "day_first": None}
        order = self.cleaned_data.get("order")
        return {"agency": self.cleaned_data.get("agency"), "day_first": None if not order else order == "day"}
