from django import forms

from accounts.querysets import possible_keepers, possible_successors
from audit.clock import today
from design.filters import plural
from design.forms import DateField


class InvitationForm(forms.Form):
    mark_optional = False

    email = forms.EmailField(
        label="E-mail address",
        help_text="They sign in with it. Use one that only they read.",
        error_messages={"invalid": "Enter an e-mail address in the right form, such as name@example.org"},
    )
    is_guest = forms.ChoiceField(
        label="What they see",
        choices=[
            ("", "What their posts, seats and roles open to them"),
            ("guest", "Only what is granted to them (guest)"),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    access_ends_on = DateField(label="Last day of access", help_text="For a guest only", required=False)
    purpose = forms.CharField(
        label="What access is given for", help_text="For a guest only", max_length=200, required=False
    )

    def clean_is_guest(self):
        return self.cleaned_data["is_guest"] == "guest"


class ReasonForm(forms.Form):
    reason = forms.CharField(label="Reason", help_text="It is kept in the log.", max_length=200)


class AccessEndForm(ReasonForm):
    access_ends_on = DateField(label="Last day of access")
    field_order = ["access_ends_on", "reason"]


class LeaverForm(forms.Form):
    """The leaver's last day, and who takes over their open actions, cases and conditions, and what they keep alone."""

    last_day = DateField(label="Last day", help_text="Posts, seats and roles end on this day.")
    reason = forms.CharField(label="Reason", help_text="Such as: moved to another post", max_length=200)

    def __init__(self, *args, person, actions, kept, by, in_hand=(), conditions=(), **kwargs):
        kwargs.setdefault("initial", {"last_day": today()})
        super().__init__(*args, **kwargs)
        self.people = {str(other.pk): other for other in possible_successors(person)} if actions else {}
        if actions:
            self.fields["successor"] = choice_of(
                self.people, label="Who takes over their open actions", empty_label="Choose one"
            )
        self.keepers = {str(other.pk): other for other in possible_keepers(person, by)} if kept else {}
        if kept:
            self.fields["keeper"] = choice_of(
                self.keepers,
                label="Who keeps the records that only they could open to others",
                help_text=f"{plural(len(kept), 'record')} open only to those named, which nobody else could open "
                "any more. Whoever you choose will see them.",
                empty_label="Choose one",
            )

        self.officers = {str(other.pk): other for other in possible_successors(person)} if in_hand else {}
        if in_hand:
            self.fields["case_officer"] = choice_of(
                self.officers,
                label="Who takes over the problem records and emerging issues that they have in hand",
                help_text=f"{plural(len(in_hand), 'record')}. Those that they could not open already stay, and the "
                "supervisors and officers of those are told to name somebody.",
                empty_label="Choose one",
            )

        self.owners = {str(other.pk): other for other in possible_successors(person)} if conditions else {}
        if conditions:
            self.fields["condition_owner"] = choice_of(
                self.owners,
                label="Who takes over the conditions of decisions that they are still to meet",
                help_text=f"{plural(len(conditions), 'condition')}. Those of items that they could not open already "
                "stay, and the partnership’s officers are told to name somebody.",
                empty_label="Choose one",
            )

    @property
    def condition_owner(self):
        return self.owners.get(self.cleaned_data.get("condition_owner"))

    @property
    def case_officer(self):
        return self.officers.get(self.cleaned_data.get("case_officer"))

    @property
    def successor(self):
        return self.people.get(self.cleaned_data.get("successor"))

    @property
    def keeper(self):
        return self.keepers.get(self.cleaned_data.get("keeper"))

    @property
    def carried(self):
        """What the next page sends along."""
        return {name: self.cleaned_data[name] for name in self.fields}


class HandoverForm(forms.Form):
    """Somebody else for single actions, beside the one who takes over the rest."""

    mark_optional = False

    def __init__(self, *args, actions, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.actions, self.people = actions, people
        for action in actions:
            self.fields[f"action_{action.pk}"] = choice_of(
                people,
                label=f"{action.title} ({action.reference})",
                empty_label="As chosen for all",
                required=False,
            )

    @property
    def successors(self):
        chosen = {action.pk: self.cleaned_data[f"action_{action.pk}"] for action in self.actions}
        return {pk: self.people[key] for pk, key in chosen.items() if key}


def choice_of(people, *, empty_label, **options):
    """A choice of persons who were read once, however many fields offer them."""
    choices = [("", empty_label), *((key, str(person)) for key, person in people.items())]
    return forms.ChoiceField(choices=choices, **options)
