from django import forms

from accounts.querysets import possible_successors
from audit.clock import today
from design.forms import DateField


class InvitationForm(forms.Form):
    email = forms.EmailField(
        label="E-mail address",
        help_text="They sign in with it. Use one that only they read.",
        error_messages={"invalid": "Enter an e-mail address in the right form, such as name@example.org"},
    )
    is_guest = forms.TypedChoiceField(
        label="What they see",
        choices=[
            ("", "What their posts, seats and roles open to them"),
            ("guest", "Only what is granted to them (guest)"),
        ],
        coerce=bool,
        empty_value=False,
        required=False,
        widget=forms.RadioSelect,
    )
    access_ends_on = DateField(label="Last day of a guest's access", required=False)
    purpose = forms.CharField(label="What a guest is given access for", max_length=200, required=False)


class ReasonForm(forms.Form):
    reason = forms.CharField(label="Reason", help_text="It is kept in the log.", max_length=200)


class AccessEndForm(ReasonForm):
    access_ends_on = DateField(label="Last day of access")
    field_order = ["access_ends_on", "reason"]


class LeaverForm(forms.Form):
    """The leaver's last day, and who takes over their open actions: one person for all, or one for each."""

    last_day = DateField(label="Last day", help_text="Posts, seats and roles end on this day.")
    reason = forms.CharField(label="Reason", help_text="Such as: moved to another post", max_length=200)

    def __init__(self, *args, person, actions, **kwargs):
        kwargs.setdefault("initial", {"last_day": today()})
        super().__init__(*args, **kwargs)
        self.actions = actions
        self.people = {str(other.pk): other for other in possible_successors(person)} if actions else {}
        if actions:
            self.fields["successor"] = self._choice("Who takes over their open actions", "Choose one")

    def ask_for_each(self):
        """On the last page: somebody else for single actions."""
        for action in self.actions:
            label = f"{action.title} ({action.reference})"
            self.fields[self._name(action)] = self._choice(label, "As chosen for all", required=False)

    @property
    def successor(self):
        return self.people.get(self.cleaned_data.get("successor"))

    @property
    def successors(self):
        chosen = {action.pk: self.cleaned_data.get(self._name(action)) for action in self.actions}
        return {pk: self.people[key] for pk, key in chosen.items() if key}

    def _choice(self, label, empty, *, required=True):
        choices = [("", empty), *((key, str(other)) for key, other in self.people.items())]
        return forms.ChoiceField(label=label, choices=choices, required=required)

    @staticmethod
    def _name(action):
        return f"action_{action.pk}"
