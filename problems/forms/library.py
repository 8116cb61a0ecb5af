from django import forms

from design.forms import LONG_TEXT, RecordChoiceField, formfield, version_field
from partnership.models import Partnership
from problems.forms.opening import offer_partnerships
from problems.models import LocationType, Play, Problem, Situation
from problems.naming import FOUND, UNCONFIRMED
from problems.reports.library import adopters

NO_TITLE = "Enter a title for the new record"
WHOSE = "Say for which partnership the record is opened"
DEFAULTS = {"q": "", "kind": "", "place": ""}


class PlayForm(forms.ModelForm):
    """The words of an entry as the record has them, for its officer to take names out of."""

    names_nobody = forms.BooleanField(
        label="I have read this entry, and it names nobody", help_text="Every partner agency can read it",
        error_messages={"required": UNCONFIRMED},
    )  # fmt: skip
    looked_at = forms.BooleanField(
        label="I have looked at each place found, and none of them is a person’s name or leads to one",
        error_messages={"required": FOUND},
    )

    class Meta:
        model = Play
        fields = Play.TEXTS
        formfield_callback = formfield

    def __init__(self, *args, responses, finds=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.worded = {}  # name of the field: (key of the response, what of it)
        for number, row in enumerate(responses, 1):
            which = f"response {number}" if len(responses) > 1 else "the response"
            self._add_worded(row, "what", f"Words of {which}", required=True)
            self._add_worded(row, "mechanism", f"How {which} worked")
        for name in (*Play.TEXTS[1:], *self.worded):
            self.fields[name].widget.attrs["rows"] = 4 if name in Play.TEXTS else 2
        summed_up = Play.TEXTS.index("response_summary") + 1
        self.order_fields([*Play.TEXTS[:summed_up], *self.worded, *Play.TEXTS[summed_up:]])
        self.show(finds)

    def _add_worded(self, row, name, label, required=False):
        field = f"{name}_{row.pk}"
        self.worded[field] = (row.pk, name)
        self.fields[field] = forms.CharField(
            label=label,
            required=required,
            initial=getattr(row, name),
            max_length=LONG_TEXT,
            widget=forms.Textarea,
        )

    def show_record(self, now):
        """Beside each field, what the record says of it where that is something else."""
        for name, words in now.items():
            if words.strip() and words.strip() != str(self.initial.get(name, "")).strip():
                self.fields[name].help_text = f"The record now says: {words.strip()}"

    def said_of_responses(self, data):
        return {of: data.get(field, "") for field, of in self.worded.items()}

    def show(self, finds):
        if not finds:
            self.fields.pop("looked_at", None)

    def _post_clean(self):
        """The row is the service's to make."""


class ClearForm(forms.Form):
    public_summary = forms.CharField(
        label="Summary for publication", max_length=4000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text="In words that may be given to the press. Name nobody, and no place by which somebody is known",
    )  # fmt: skip
    looked_at = forms.BooleanField(
        label="I have looked at each place found, and none of them is a person’s name or leads to one",
        required=False,
    )
    version = version_field()

    def __init__(self, *args, finds=(), **kwargs):
        super().__init__(*args, **kwargs)
        if finds:
            found = "; ".join(f"“{one.excerpt}” holds {one.why}" for one in finds)
            self.fields["looked_at"].help_text = f"Found: {found}"
        else:
            del self.fields["looked_at"]


class AdoptForm(forms.Form):
    """Into a new record, whose title it asks, or into one of the reader's own that is still being planned."""

    problem = RecordChoiceField(
        Problem.objects.none(), label="Into which record", to_field_name="reference", required=False,
        empty_label="A new problem record", help_text="Only records whose response has not started are offered",
    )  # fmt: skip
    title = forms.CharField(label="Title of the new record", max_length=200, required=False)
    partnership = RecordChoiceField(
        Partnership.objects.none(), label="Partnership of the new record", required=False, empty_label=None
    )

    def __init__(self, *args, play, user, **kwargs):
        super().__init__(*args, **kwargs)
        mine = adopters(user, play)
        if mine.exists():
            self.fields["problem"].queryset = mine
            self.fields["problem"].label_from_instance = lambda row: f"{row.reference} {row.title}"
            self.fields["title"].help_text = "Left out where you choose a record of your own above"
        else:
            del self.fields["problem"]
            self.fields["title"].required = True
            self.fields["title"].error_messages["required"] = NO_TITLE
        offer_partnerships(self.fields["partnership"], user)

    def clean(self):
        data = super().clean()
        if "problem" not in self.errors and not data.get("problem"):
            for name, words in (("title", NO_TITLE), ("partnership", WHOSE)):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return data


class PlayFilter(forms.Form):
    q = forms.CharField(label="Words", required=False, max_length=200)
    kind = forms.ChoiceField(
        label="Kind", required=False, choices=[("", "Any kind"), *Situation.Kind.choices]
    )
    place = RecordChoiceField(
        LocationType.objects.none(), label="Kind of place", required=False, empty_label="Any place"
    )

    def __init__(self, data, *, user):
        super().__init__({**DEFAULTS, **{name: data.get(name) for name in DEFAULTS if data.get(name)}})
        self.fields["place"].queryset = LocationType.objects.visible_to(user)

    def chosen(self):
        self.is_valid()
        return {**DEFAULTS, **self.cleaned_data}

    def words_for(self, name, value):
        return str(value) if name != "kind" else Situation.Kind(value).label
