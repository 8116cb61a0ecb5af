"""Fields of the design system: a date in three boxes, a time as people write it, and a form's version."""

import datetime as dt
import re
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError

from design import filters
from design.components import date_input

EARLIEST, LATEST = dt.date(1800, 1, 1), dt.date(2199, 12, 31)
PARTS = ("day", "month", "year")
SHORT_TEXT = 2_000  # characters of a reason or a note; what is longer is a paper
LONG_TEXT = 20_000  # of what is written at length: some eight pages
LONGEST_ID = 18  # digits: what a bigint always holds
MONTHS = {  # in full, and shortened to three letters or more
    name[:length].lower(): number
    for number, name in enumerate(filters.MONTHS, 1)
    for length in range(3, len(name) + 1)
}


class RowForms(forms.BaseFormSet):
    """Rows that are sent with a form, refused in our words and not in Django's."""

    default_error_messages: ClassVar = {
        "missing_management_form": "The page was sent without its rows, so nothing was saved. Open it again and save.",
        "too_many_forms": "There are too many rows. Keep %(num)d at most.",
    }


class DateInput(forms.Widget):
    """Day, month and year in three boxes; a whole date typed or pasted into the first, or sent as one, also counts."""

    def value_from_datadict(self, data, files, name):
        parts = tuple(str(data.get(f"{name}-{part}", "")).strip() for part in PARTS)
        return parts if any(parts) else str(data.get(name) or "").strip()

    def value_omitted_from_data(self, data, files, name):
        return name not in data and not any(f"{name}-{part}" in data for part in PARTS)

    def id_for_label(self, id_):
        return f"{id_}-day" if id_ else id_

    def parts(self, value) -> tuple[str, str, str]:
        """What to show in the boxes: what was typed, whether it was a date or not."""
        if isinstance(value, dt.date):
            return (str(value.day), str(value.month), str(value.year))
        return tuple(value) if isinstance(value, tuple | list) else (value or "", "", "")

    def render(self, name, value, attrs=None, renderer=None):
        return date_input(name, self.parts(value), id=(attrs or {}).get("id", f"id_{name}"))


NO_NOUN = re.compile(
    r"^(when|on|from|until|to|for|it)\b|\b(on|by|from)$|: day$", re.I
)  # labels that do not follow “the”


class DateField(forms.Field):
    """A real date with its year (S004-62), from 1800 to 2199 unless said otherwise. Never guesses a year."""

    widget = DateInput
    default_error_messages = {
        "required": "Enter {the}",
        "invalid": "{Label} must be a real date, like 8 June 2026",
        "year": "{Label} must include a year of four figures, like 8 June 2026",
        "range": "{Label} must be between {earliest} and {latest}",
    }

    def __init__(self, *, earliest: dt.date = EARLIEST, latest: dt.date = LATEST, **kwargs):
        self.earliest, self.latest = earliest, latest
        super().__init__(**kwargs)

    def to_python(self, value):
        if value in self.empty_values or value == ("", "", ""):
            return None
        if isinstance(value, dt.date):
            return value
        if isinstance(value, tuple | list):
            value = " ".join(part or "?" for part in value).rstrip(
                "? "
            )  # a gap before the last box is no date
        day = self._read(value)
        if not self.earliest <= day <= self.latest:
            limits = {"earliest": filters.date(self.earliest), "latest": filters.date(self.latest)}
            raise self._refusal("range", **limits)
        return day

    def has_changed(self, initial, data):
        try:
            return self.to_python(data) != self.to_python(initial)
        except ValidationError:
            return True

    def _read(self, text: str) -> dt.date:
        text = re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", text.strip().lower())
        if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text):
            year, month, day = match.groups()
        elif match := re.fullmatch(r"(?:[a-z]+day,? )?(\d{1,2})[ /.-]+(\w+)(?:[ /.,-]+(\d+))?", text):
            day, month, year = match.groups()
        else:
            raise self._refusal("invalid")
        if year is None or len(year) != 4:
            raise self._refusal("year")
        try:
            return dt.date(int(year), MONTHS.get(month) or int(month), int(day))
        except ValueError:
            raise self._refusal("invalid") from None

    def _refusal(self, code: str, **limits: str) -> ValidationError:
        label = str(self.label or "Date")
        if NO_NOUN.search(label):
            words = {"Label": f"“{label}”", "the": f"a day under “{label}”", **limits}
        else:
            words = {"Label": label, "the": f"the {filters.lower_initial(label)}", **limits}
        return ValidationError(self.error_messages[code].format(**words), code=code)

    def validate(self, value):
        if value is None and self.required:
            raise self._refusal("required")


class TimeInput(forms.TextInput):
    """A time in a short box, shown as people write it."""

    def format_value(self, value):
        return filters.time(value) if isinstance(value, dt.time) else value


class TimeField(forms.Field):
    """A time of day: "9:30am", "9.30", "14:00", "10am", "midday"."""

    widget = TimeInput(attrs={"class": "govuk-input--width-5"})
    default_error_messages = {"invalid": "{Label} must be a time, like 9:30am or 2pm"}
    NAMED = {"midday": dt.time(12), "noon": dt.time(12), "midnight": dt.time(0)}

    def to_python(self, value):
        if value in self.empty_values or isinstance(value, dt.time):
            return value or None if not isinstance(value, dt.time) else value
        text = str(value).strip().lower().replace(" ", "")
        if text in self.NAMED:
            return self.NAMED[text]
        match = re.fullmatch(r"(\d{1,2})(?:[:.]?(\d{2}))?(?::\d{2})?([ap])?\.?(?:m\.?)?", text)
        try:
            return self._time(*match.groups())
        except (AttributeError, ValueError):
            message = self.error_messages["invalid"].format(Label=self.label or "Time")
            raise ValidationError(message, code="invalid") from None

    @staticmethod
    def _time(hour: str, minute: str | None, half: str | None) -> dt.time:
        hours = int(hour)
        if half:
            if not 1 <= hours <= 12:
                raise ValueError(hour)
            hours = hours % 12 + (12 if half == "p" else 0)
        elif minute is None:
            raise ValueError("2 could be morning or afternoon")
        return dt.time(hours, int(minute or 0))

    def has_changed(self, initial, data):
        try:
            return self.to_python(data) != self.to_python(initial)
        except ValidationError:
            return True


class MultipleFileInput(forms.ClearableFileInput):
    """Several files in one go."""

    allow_multiple_selected = True


class Named(forms.models.ModelChoiceIterator):
    """Keys and names as the database gives them: hundreds of instances cost more than the rest of a page."""

    def __iter__(self):
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        named = self.field.named_by
        yield from named() if callable(named) else self.queryset.values_list("pk", named)


class RecordChoiceField(forms.ModelChoiceField):
    """A choice among records. A number that no database can hold is no choice: Django asks the database for it.

    ``named_by`` is the column that says all that `str` does, or gives the key and name of each in another way.
    """

    def __init__(self, *args, named_by="", **kwargs):
        self.named_by = named_by
        if named_by:
            self.iterator = Named
        super().__init__(*args, **kwargs)

    def to_python(self, value):
        if isinstance(value, str) and len(value) > LONGEST_ID:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().to_python(value)


class RecordsChoiceField(forms.ModelMultipleChoiceField):
    """A choice of several records, with the same guard."""

    def _check_values(self, value):
        if any(len(str(key)) > LONGEST_ID for key in value):
            long = next(str(key) for key in value if len(str(key)) > LONGEST_ID)
            message = self.error_messages["invalid_choice"] % {"value": long[:LONGEST_ID]}
            raise ValidationError(message, code="invalid_choice")
        return super()._check_values(value)


def version_field() -> forms.CharField:
    """The version of the record that the form was filled from: a later one means that two people are editing."""
    return forms.CharField(widget=forms.HiddenInput, required=False, max_length=40, empty_value=None)


def formfield(db_field, **kwargs):
    """For `Meta.formfield_callback`: dates, times and choices as above, text with an end, the rest as Django has it."""
    kinds = {
        "DateField": DateField,
        "TimeField": TimeField,
        "ForeignKey": RecordChoiceField,
        "ManyToManyField": RecordsChoiceField,
    }
    kind = kinds.get(db_field.get_internal_type())
    if db_field.get_internal_type() == "TextField" and not db_field.choices:
        kwargs.setdefault("max_length", db_field.max_length or LONG_TEXT)
    return db_field.formfield(**({"form_class": kind} if kind else {}), **kwargs)
