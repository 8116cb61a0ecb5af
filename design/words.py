"""Django's own error messages in plain words that say how to mend them.

A message that a form sets itself is left as it is; only Django's stock sentences are replaced, when they are shown.
"""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from design.filters import lower_initial, plural

ASKS = re.compile(
    r"(What|Who|Which|When|Where|Why|How)( \w+)? (is|are|was|were|do|does|did|has|have|should|will|can) "
)
OPENINGS = (
    "the ",
    "your ",
    "a ",
    "an ",
    "any ",
    "who ",
    "what ",
    "when ",
    "where ",
    "which ",
    "how ",
    "why ",
)
CHOOSERS = (forms.ChoiceField, forms.ModelChoiceField)
STOCK: dict[str | None, dict[type[forms.Field], str]] = {
    "invalid": {
        forms.EmailField: "Enter {the} in the correct format, like name@example.com",
        forms.URLField: "Enter {the} in full, like https://example.com/page",
        forms.DecimalField: "{Label} must be a number, like 3500 or 12.50",  # before its parent, the whole number
        forms.IntegerField: "{Label} must be a whole number, like 12",
        forms.DateField: "{Label} must be a real date, like 8 June 2026",
        forms.TimeField: "{Label} must be a time, like 9:30am",
        forms.FileField: "Choose {the} again: the file did not arrive",
    },
    "empty": {forms.FileField: "{Label} is empty. Choose a file that has something in it"},
    "missing": {forms.FileField: "Choose {the} again: the file did not arrive"},
    "invalid_image": {forms.ImageField: "{Label} must be a picture"},
}
NULL = "{Label} holds a character that cannot be kept. Delete it, or type the text again"
EARLIEST, LATEST = 1800, 2199  # years, as of `design.forms.DateField`
YEAR = "{Label} must be a year of four figures, like 2026"
NOT_IN_LIST = "Select {the} from the list"
LIMITS = {
    "max_length": "{Label} must be {n} or fewer: shorten it by {over}",
    "min_length": "{Label} must be {n} or more",
    "max_value": "{Label} must be {limit} or less",
    "min_value": "{Label} must be {limit} or more",
    "max_decimal_places": "{Label} must have no more than {places}",
    "max_digits": "{Label} has too many figures. Enter a smaller number",
    "max_whole_digits": "{Label} has too many figures. Enter a smaller number",
}


def errors(bound: forms.BoundField) -> list[str]:
    """What is wrong with a field, in words."""
    found = bound.form.errors.as_data().get(bound.name, [])
    return [_plain(bound, error, str(message)) for error in found for message in error.messages]


def _is_year(field: forms.Field) -> bool:
    """A whole number between years."""
    least, most = getattr(field, "min_value", None) or 0, getattr(field, "max_value", None) or 0
    return isinstance(field, forms.IntegerField) and EARLIEST <= least < most <= LATEST


def form_errors(form: forms.BaseForm) -> list[str]:
    """What is wrong with the form as a whole."""
    return [str(message) for message in form.non_field_errors()]


def _plain(bound: forms.BoundField, error: ValidationError, message: str) -> str:
    field, code = bound.field, error.code
    if (
        code in LIMITS
        and code not in field.error_messages
        and {"limit_value", "max"} & set(error.params or {})
    ):
        return LIMITS[code].format(**_names(bound), **_limits(error, is_year=_is_year(field)))
    if code == "null_characters_not_allowed":
        return NULL.format(**_names(bound))
    if not _is_stock(field, error):
        return message
    if code == "required":
        return f"{_verb(field)} {_names(bound)['the']}"
    if code in ("invalid_choice", "invalid_pk_value", "invalid_list") and isinstance(field, CHOOSERS):
        return NOT_IN_LIST.format(**_names(bound))
    if code == "invalid" and _is_year(field):
        return YEAR.format(**_names(bound))
    for kind, words in STOCK.get(code, {}).items():
        if isinstance(field, kind):
            return words.format(**_names(bound))
    return message


def _is_stock(field: forms.Field, error: ValidationError) -> bool:
    """Whether the sentence is Django's, not one that a form or field of ours has set or raised."""
    stock = {}
    for kind in reversed(type(field).__mro__):
        stock.update(
            getattr(kind, "default_error_messages", {}) if kind.__module__.startswith("django.") else {}
        )
    return error.message in (stock.get(error.code), validate_email.message)


def _verb(field: forms.Field) -> str:
    if isinstance(field, forms.FileField):
        return "Choose"
    if isinstance(field, forms.BooleanField):
        return "Tick"
    return "Select" if isinstance(field, CHOOSERS) else "Enter"


def _names(bound: forms.BoundField) -> dict[str, str]:
    label = str(bound.label).rstrip(":")
    inside = lower_initial(label)
    if label.endswith("?") or ASKS.match(label):
        return {"Label": f"“{label}”", "the": f"an answer to “{label}”"}
    if isinstance(bound.field, forms.BooleanField):
        the = f"“{label}”"
    else:
        the = inside if inside.startswith(OPENINGS) else f"the {inside}"
    return {"Label": label, "the": the}


def _limits(error: ValidationError, *, is_year: bool) -> dict[str, str]:
    params = error.params or {}
    limit = params.get("limit_value", params.get("max", ""))
    if callable(limit):
        limit = limit()
    count = isinstance(limit, int)
    return {
        "limit": f"{limit:,}" if count and not is_year else str(limit),
        "n": plural(limit, "character") if count else "",
        "places": plural(limit, "decimal place") if count else "",
        "over": f"{params['show_value'] - limit:,}"
        if count and isinstance(params.get("show_value"), int)
        else "",
    }
