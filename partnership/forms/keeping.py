"""What forms on people and places share: the version they were filled from, why, and finding by name."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from design.forms import LONGEST_ID, DateField, version_field

ASIDE = {"version", "reason", "confirmed"}


class Keeping:
    """A form that asks and leaves the judging of the row to the service, on the locked row."""

    def changes(self):
        """What was typed, for the fields of the row itself."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ASIDE}

    def take(self, refusal):
        """Show what a service refused: beside its field where the form has it, else at the top."""
        if refusal_code(refusal) == "confirm" and "confirmed" in self.fields:
            self.fields["confirmed"].widget = forms.CheckboxInput()
            self.add_error("confirmed", refusal)
            return
        found = refusal.error_dict if hasattr(refusal, "error_dict") else {NON_FIELD_ERRORS: [refusal]}
        for name, errors in found.items():
            self.add_error(name if name in self.fields else None, errors)


class KeepingForm(Keeping, forms.Form):
    reason = forms.CharField(label="Why", required=False, max_length=250)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name != "reason"])


class KeepingModelForm(Keeping, forms.ModelForm):
    """Fields of a row. The row itself is left alone: the service locks it, sets them and checks them."""

    version = version_field()
    reason = forms.CharField(label="Why", required=False, max_length=250, help_text="Kept with this version")

    def __init__(self, *args, version=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["version"] = version
        self.order_fields([name for name in self.fields if name not in ASIDE])

    def _post_clean(self):
        """Nothing is set on the row here, so that it can still be compared with what was typed."""


def refusal_code(refusal):
    return getattr(refusal, "code", None)


class LookupField(forms.CharField):
    """Somebody or something found by name. A name that fits two is asked about, never guessed (X-07)."""

    MOST = 15
    LONGEST = 200  # no name is longer, and no database looks for text of any length

    def __init__(self, *, find, nothing, describe=str, names=lambda one: [str(one)], **kwargs):
        self.find, self.nothing, self.describe, self.names = find, nothing, describe, names
        super().__init__(**kwargs)

    def clean(self, value):
        text = " ".join(str(super().clean(value)).split())
        if not text:
            return None
        if text.startswith("#"):
            return self._chosen(text)
        if len(text) > self.LONGEST:
            raise ValidationError(self.nothing.format(f"{text[:40]}…"))
        found = list(self.find(text)[: self.MOST + 1])
        exact = [one for one in found if text.lower() in (name.lower() for name in self.names(one))]
        if len(found) == 1 or len(exact) == 1:
            return (exact or found)[0]
        if not found:
            raise ValidationError(self.nothing.format(text))
        if len(found) > self.MOST:
            raise ValidationError(f"“{text}” fits too many. Write more of the name.")
        self._offer(found)
        raise ValidationError(f"“{text}” fits {len(found)}. Choose the one you mean.")

    def _chosen(self, text):
        key = text[1:]
        is_key = key.isdecimal() and len(key) <= LONGEST_ID
        found = self.find("").filter(pk=key).first() if is_key else None
        if found is None:
            raise ValidationError(self.nothing.format(text))
        self._offer([found])
        return found

    def _offer(self, found):
        """Ask by radio buttons the next time the form is shown."""
        self.widget = forms.RadioSelect(choices=[(f"#{one.pk}", self.describe(one)) for one in found])
        self.widget.is_required = self.required


class NameForm(KeepingForm):
    name = forms.CharField(label="Name", max_length=120)


class RemoveForm(KeepingForm):
    """Nothing but why."""


class EndForm(KeepingForm):
    ended_on = DateField(label="Last day", help_text="It still holds on this day")


class EndRoleForm(EndForm):
    """A role that was given today may be taken back at once."""

    in_error = forms.BooleanField(
        label="It was given in error: take it back at once", required=False,
        help_text="No last day is needed. Say below why",
    )  # fmt: skip
    field_order = ["in_error", "ended_on"]

    def __init__(self, *args, may_take_back, **kwargs):
        super().__init__(*args, **kwargs)
        if may_take_back:
            self.fields["ended_on"].required = False
        else:
            del self.fields["in_error"]

    def clean(self):
        said = super().clean()
        if not (said.get("in_error") or said.get("ended_on") or "ended_on" in self.errors):
            self.add_error("ended_on", "Enter the last day, or say that it was given in error.")
        return said
