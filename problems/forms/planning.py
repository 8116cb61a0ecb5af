"""What planning the response asks: the measure, a response, whether it is chosen, a line of the action plan."""

from django import forms
from django.db.models import Q

from actions.forms import ActionForm
from audit.clock import today
from design.forms import LONG_TEXT, SHORT_TEXT, DateField, RecordsChoiceField, formfield, version_field
from partnership.models import Agency, Partner, Person
from problems.forms.fields import shown
from problems.models import Response
from problems.techniques import TECHNIQUES

ROOM = 12  # empty rows for partner agencies at most, besides those that are there; rows.js hides them until asked for
TICK = "Tick the box to put your name to the plan."


class MeasureForm(forms.Form):
    """The hint is the portal's own: the paper prints here the hint of another field (B1, R5)."""

    measure_of_success = forms.CharField(
        label="What will be counted", max_length=LONG_TEXT, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Such as: calls to the police about the car park, as the control room counts them",
    )  # fmt: skip
    measure_change = forms.CharField(
        label="By how much",
        max_length=160,
        help_text="Such as: a third fewer than in the same months last year",
        error_messages={"required": "Say by how much it should change"},
    )
    measure_until = DateField(label="By when", error_messages={"required": "Say by when"})
    measure_agreed_on = DateField(label="Agreed on")
    agencies = RecordsChoiceField(
        Agency.objects.none(), label="Agreed by", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Say which agencies agreed it"},
    )  # fmt: skip
    version = version_field()

    def __init__(self, *args, problem, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agencies"].queryset = agencies_of(problem)

    def clean_measure_agreed_on(self):
        day = self.cleaned_data["measure_agreed_on"]
        if day > today():
            raise forms.ValidationError("The day on which it was agreed cannot be in the future.")
        return day

    def clean(self):
        data = super().clean()
        agreed, until = data.get("measure_agreed_on"), data.get("measure_until")
        if agreed and until and until <= agreed:
            self.add_error("measure_until", "“By when” must come after the day on which it was agreed.")
        return data


class SummaryForm(forms.Form):
    response_summary = forms.CharField(
        label="Summary of response", max_length=LONG_TEXT, widget=forms.Textarea(attrs={"rows": 6}),
        help_text="In short: what will be done, and with whom. The full report can be a memo sheet.",
    )  # fmt: skip
    version = version_field()


class ChooseForm(forms.Form):
    choice = forms.ChoiceField(
        label="Is it part of the action plan?", widget=forms.RadioSelect,
        choices=[("chosen", "Yes, it is chosen"), ("rejected", "No"), ("option", "Not decided yet")],
    )  # fmt: skip
    because = forms.CharField(
        label="Why not", required=False, max_length=SHORT_TEXT, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Needed if you choose no. The response stays on the record with this reason.",
    )  # fmt: skip


class ChangeChoiceForm(ChooseForm):
    version = version_field()

    def beside(self, current):
        """(label, as it was saved meanwhile, as it is here)."""
        field, ours = self.fields["choice"], self.cleaned_data
        yield field.label, *(shown(field, value) for value in (current.choice, ours["choice"]))
        yield self["because"].label, current.rejected_because, ours["because"]


class ResponseForm(forms.ModelForm):
    """One response, with its techniques and its partner agencies; each row left empty is none."""

    techniques = forms.TypedMultipleChoiceField(
        choices=[(each.number, each.name) for each in TECHNIQUES], coerce=int, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    version = version_field()

    class Meta:
        model = Response
        formfield_callback = formfield
        fields = ["what", "kind", "horizon", "mechanism", "aimed_at"]
        widgets = {
            "what": forms.Textarea(attrs={"rows": 3}), "mechanism": forms.Textarea(attrs={"rows": 3}),
            "kind": forms.RadioSelect, "horizon": forms.RadioSelect,
        }  # fmt: skip
        labels = {
            "what": "What would be done", "mechanism": "How it would work here", "kind": "Kind",
            "horizon": "How soon", "aimed_at": "Aimed at",
        }  # fmt: skip
        help_texts = {
            "mechanism": "What would make people act otherwise, at this place and time",
            "aimed_at": "A group of people: their age, sex and behaviour. Name nobody.",
        }

    def __init__(self, *args, problem, version=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial |= {"version": version, "techniques": self.instance.techniques}
        for name in ("kind", "horizon"):
            self.fields[name].choices = [pair for pair in self.fields[name].choices if pair[0]]
        self.rows = list(self._partner_rows(agencies_of(problem)))

    def _partner_rows(self, agencies):
        """Names of the pairs of fields, of which each is an agency and what it brings."""
        there = list(self.instance.partners.all()) if self.instance.pk else []
        choices = [("", "None"), *((agency.pk, str(agency)) for agency in agencies)]
        choices += [(row.agency_id, str(row.agency)) for row in there if row.agency not in agencies]
        named = {row.agency_id for row in there}
        others = [agency for agency in agencies if agency.pk not in named]
        for place in range(len(there) + max(1, min(len(others), ROOM))):
            names = f"agency_{place}", f"expertise_{place}"
            self.fields[names[0]] = forms.TypedChoiceField(
                label=f"Partner agency {place + 1}",
                choices=choices,
                coerce=int,
                empty_value=None,
                required=False,
            )
            self.fields[names[1]] = forms.CharField(
                label="Its experience and expertise", max_length=250, required=False
            )
            if place < len(there):
                self.initial |= dict(
                    zip(names, (there[place].agency_id, there[place].expertise), strict=True)
                )
            yield names

    def clean(self):
        data = super().clean()
        seen = set()
        for agency, expertise in self.rows:
            key = data.get(agency)
            if key in seen:
                self.add_error(agency, "This agency is named already. Write all that it brings in one row.")
            if key is None and data.get(expertise):
                self.add_error(agency, "Choose the agency that brings this, or empty the row.")
            seen |= {key} - {None}
        return data

    def _post_clean(self):
        """Nothing is set on the row here: the service locks it first."""

    def said(self):
        return {name: self.cleaned_data[name] for name in (*self.Meta.fields, "techniques")}

    def partners(self):
        """As `problems.services.add_response` takes them."""
        chosen = [(self.cleaned_data[agency], self.cleaned_data[words]) for agency, words in self.rows]
        known = Agency.objects.in_bulk([key for key, _ in chosen if key])
        return [(known[key], words) for key, words in chosen if key]


class NewResponseForm(ChooseForm, ResponseForm):
    """With whether it is chosen, so that most responses take one page."""

    def chosen(self):
        return {name: self.cleaned_data[name] for name in ("choice", "because")}


class StateForm(forms.Form):
    state = forms.ChoiceField(label="How it stands", choices=Response.State.choices, widget=forms.RadioSelect)


class LineForm(ActionForm):
    """A line of the action plan: as any action, but its day is needed."""

    mark_optional = False  # one of three fields names its owner
    due_on = DateField(label="Due")

    def clean_due_on(self):
        day = self.cleaned_data["due_on"]
        if day < today():
            raise forms.ValidationError("The day is in the past. Choose today or later.")
        return day

    def __init__(self, *args, problem, **kwargs):
        super().__init__(*args, people=people_of(problem), **kwargs)
        for name in ("reason", "version"):
            del self.fields[name]


class SuperviseForm(forms.Form):
    digest_seen = forms.CharField(widget=forms.HiddenInput)
    confirm = forms.BooleanField(
        label="I have read the plan, and agree that the response may start", error_messages={"required": TICK}
    )


def agencies_of(problem):
    """Those of the partnership, and the record's own."""
    standings = Partner.objects.current().filter(partnership=problem.partnership_id)
    here = Agency.objects.current().filter(standings__in=standings)
    return (here | Agency.objects.filter(pk=problem.agency_id)).distinct()


def people_of(problem):
    """Members of its group, the officer in the case, and whoever owns one of its actions."""
    known = Q(pk=problem.officer_id) | Q(owned_actions__action__arises_from=problem.pk)
    members = Person.objects.members_of(problem.body_id, today())
    return (Person.objects.filter(known) | members).distinct()
