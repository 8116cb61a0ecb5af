from django import forms
from django.db.models import F, Q, Value
from django.db.models.functions import Concat

from actions.lifecycle import Status
from actions.reports import AGENCY, ANY, EVERY, LATE, MINE
from audit.clock import today
from design.forms import (
    LONG_TEXT,
    SHORT_TEXT,
    DateField,
    RecordChoiceField,
    RecordsChoiceField,
    version_field,
)
from design.letters import WITHOUT_APOSTROPHES, pattern
from partnership.models import Body, Person
from partnership.querysets import without_marks

LONGEST_NAME = 120  # as `Owner.printed_name` holds
DEFAULTS = {"whose": MINE, "status": Status.OPEN.value, "body": "", "sort": "due"}


class ActionFilter(forms.Form):
    """What the list shows; whatever is not chosen, or makes no sense, is as in ``DEFAULTS``."""

    whose = forms.ChoiceField(
        label="Whose",
        choices=[(MINE, "Mine"), (AGENCY, "My agency’s"), (EVERY, "All that I may see")],
        widget=forms.RadioSelect,
    )
    status = forms.ChoiceField(
        label="Status",
        choices=[(Status.OPEN.value, "Open"), (LATE, "Open and late"), (Status.DONE.value, "Done"),
                 (Status.CANCELLED.value, "Cancelled"), (Status.PROPOSED.value, "Proposed"), (ANY, "Any")],
    )  # fmt: skip
    body = forms.ChoiceField(label="Body", required=False)

    def __init__(self, data, *, user):
        super().__init__({**DEFAULTS, **{name: data.get(name) for name in DEFAULTS if data.get(name)}})
        self.fields["body"].choices = [("", "Any body"), *bodies_of(user)]

    def chosen(self):
        self.is_valid()
        return {**DEFAULTS, **self.cleaned_data}

    def words_for(self, name, value):
        return dict(self.fields[name].choices)[value]


def bodies_of(user):
    mine = Q(pk__in=user.places.bodies) | Q(partnership__in=user.places.partnerships)
    return Body.objects.filter(mine).order_by("name").values_list("slug", "name")


class UpdateForm(forms.Form):
    text = forms.CharField(
        label="What was done, or what stands in the way",
        max_length=LONG_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class CompleteForm(forms.Form):
    mark_optional = False  # its hint says when it is needed
    update = forms.CharField(
        label="What was done",
        max_length=LONG_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
        help_text="Needed unless an update already says so",
    )


class ReasonForm(forms.Form):
    """Whether a reason is needed is the service's to say, with every other reason at once."""

    mark_optional = False
    reason = forms.CharField(
        label="Reason", max_length=SHORT_TEXT, widget=forms.Textarea(attrs={"rows": 3}), required=False
    )


class ActionForm(forms.Form):
    """Wording, owners and day. Owners are people of the body, or anybody else by name (S001-162)."""

    wording = forms.CharField(
        label="What is to be done", max_length=LONG_TEXT, widget=forms.Textarea(attrs={"rows": 4})
    )
    lead = RecordChoiceField(
        Person.objects.none(), label="Lead", required=False, empty_label="The first named below"
    )
    others = RecordsChoiceField(
        Person.objects.none(), label="With", required=False, widget=forms.CheckboxSelectMultiple
    )
    elsewhere = forms.CharField(
        label="Others, by name",
        required=False,
        max_length=SHORT_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One on each line, as in the directory of people. A name that is not there is kept as typed.",
    )
    due_on = DateField(label="Due", required=False)
    reason = forms.CharField(
        label="Why it is changed", max_length=200, required=False, help_text="It is kept in the history"
    )
    version = version_field()

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("lead", "others"):
            self.fields[name].queryset = people

    def clean_elsewhere(self):
        """Each line as (person or None, name). A name that two people have is asked about."""
        names = [line.strip() for line in self.cleaned_data["elsewhere"].splitlines() if line.strip()]
        if long := [name for name in names if len(name) > LONGEST_NAME]:
            raise forms.ValidationError(
                [
                    f"“{name[:40]}…” is too long for a name. Write at most {LONGEST_NAME} characters in a line."
                    for name in long
                ]
            )
        found = [(people_named(name), name) for name in names]
        if unclear := [name for people, name in found if len(people) > 1]:
            raise forms.ValidationError(
                [
                    f"More than one person is called {name}. Write the name as the directory has it."
                    for name in unclear
                ]
            )
        return [(people[0] if people else None, name) for people, name in found]

    def owners(self):
        """As `actions.services.set_owners` takes them: the lead first, nobody twice."""
        lead, others = self.cleaned_data["lead"], self.cleaned_data["others"]
        people = [lead] if lead else []
        people += [person for person in others if person not in people]
        owners = [(person, None, str(person)) for person in people]
        for person, name in self.cleaned_data["elsewhere"]:
            if person is None or person not in people:
                owners.append((person, None, str(person or name)))
        return owners

    def clean(self):
        data = super().clean()
        if not self.errors and not self.owners():
            self.add_error("lead", "Name at least one owner.")
        return data


def people_for(action):
    """Members of the action's body, and whoever owns it now."""
    members = Person.objects.members_of(action.body_id, today())
    owners = Person.objects.filter(owned_actions__action=action)
    return (members | owners).distinct()


def people_named(name):
    """People whose name, or name they are known by, this is; two are enough to know it is unclear."""
    said = f"^{pattern(name.translate(WITHOUT_APOSTROPHES))}$"
    named = Person.objects.alias(
        plain=without_marks(Concat("given_name", Value(" "), "family_name")),
        full=without_marks(Concat("prefix", Value(" "), "given_name", Value(" "), "family_name")),
        known_as=without_marks(F("aliases__name")),
    )
    fits = Q(plain__regex=said) | Q(full__regex=said) | Q(known_as__regex=said)
    return list(named.filter(fits).distinct()[:2])


def initial_of(action, version):
    """What the form shows of the action as it stands."""
    owners = list(action.owners.select_related("person"))
    return {
        "wording": action.wording,
        "due_on": action.due_on,
        "lead": next((row.person_id for row in owners if row.is_lead and row.person_id), None),
        "others": [row.person_id for row in owners if not row.is_lead and row.person_id],
        "elsewhere": "\n".join(row.printed_name for row in owners if row.person_id is None),
        "version": version,
    }
