"""The forms of records in general, and how a view hands one to a service."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Manager, QuerySet
from django.shortcuts import render

from audit.clock import today
from design.forms import DateField, RecordChoiceField, RecordsChoiceField, version_field
from partnership.models import Agency, Agreement, User
from records.fields import shown
from records.lifecycle import MoveRefused
from records.models import Link, Record


def posted(request):
    """What a form is bound to: a form of no fields is sent too, and is then empty rather than unsent."""
    return request.POST if request.method == "POST" else None


def carry_version(form, version):
    """The form is of a row that others may change while it is filled in."""
    form.fields["version"] = version_field()
    form.initial["version"] = version


def accepted(form, do):
    """True once ``do(cleaned data)`` has been done. Nothing typed is lost: the form keeps it with the reasons."""
    if not form.is_bound or not form.is_valid():
        return False
    try:
        do(form.cleaned_data)
    except MoveRefused as refusal:
        form.add_error(None, list(refusal.reasons))
        return False
    return True


def ask(request, form, **context):
    """The page of one form; refused forms answer 422, so that nothing takes them for done."""
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "design/confirm.html", {"form": form, **context}, status=status)


def reason_field(label="Why", hint="", longest=500, **options):
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": f"Say {label[:1].lower()}{label[1:]}"},
        **options,
    )


class ReasonForm(forms.Form):
    reason = reason_field()


class AudienceForm(forms.Form):
    audience = forms.ChoiceField(label="Who may know of this", widget=forms.RadioSelect)
    reason = reason_field()

    def __init__(self, *args, record, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = record.Audience
        needs = {kinds.BODY: record.body_id, kinds.AGENCY: record.agency_id}
        out = {record.audience, *(audience for audience, owner in needs.items() if owner is None)}
        self.fields["audience"].choices = [
            (audience.value, audience.label) for audience in record.AUDIENCES if audience not in out
        ]


class HangingForm(AudienceForm):
    """What is to become of that which hangs under the record and is open to more people than it will be."""

    hanging = forms.ChoiceField(
        label="What is to become of them",
        choices=[("close", "Close them with it"), ("leave", "Leave them open as they are")],
        initial="close",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("audience", "reason"):
            self.fields[name].widget = forms.HiddenInput()


def account_of(email):
    """Who signs in with the address; None without one."""
    user = User.objects.filter(email__iexact=email).select_related("person").first() if email else None
    if email and user is None:
        raise ValidationError("Nobody signs in with this e-mail address. Check it, or invite them first.")
    return user


class PersonForm(ReasonForm):
    person = forms.EmailField(label="E-mail address of a person")
    field_order = ["person", "reason"]

    def clean_person(self):
        return account_of(self.cleaned_data["person"])


class GrantForm(forms.Form):
    """To whom, why, on what basis and until when. A person is named by the e-mail address they sign in with."""

    person = forms.EmailField(label="E-mail address of a person", required=False)
    agency = RecordChoiceField(
        Agency.objects.none(), label="Or an agency, for all its people", required=False
    )
    reason = reason_field("Why they need access")
    agreement = RecordChoiceField(
        Agreement.objects.none(),
        label="Agreement it rests on",
        required=False,
        help_text="Needed to share with an agency that is not of this partnership",
    )
    purpose = forms.ChoiceField(
        label="Purpose", required=False, help_text="One of those that the agreement allows"
    )
    expires_on = DateField(label="Last day of access", required=False)
    with_sides = forms.BooleanField(label="With what it says of victims and offenders", required=False)

    def __init__(self, *args, record, offers_sides=False, **kwargs):
        super().__init__(*args, **kwargs)
        agreements = Agreement.objects.on(today()).filter(partnership=record.partnership_id)
        if not offers_sides:
            del self.fields["with_sides"]
        self.fields["agency"].queryset = Agency.objects.current()
        if record.IS_WALLED:  # by name, and until a day
            del self.fields["agency"]
            self.fields["person"].label = "E-mail address of the person"
            self.fields["person"].error_messages["required"] = "Name a person."
            for name in ("person", "expires_on"):
                self.fields[name].required = True
        self.fields["agreement"].queryset = agreements
        purposes = dict.fromkeys(purpose for agreement in agreements for purpose in agreement.purpose_list)
        self.fields["purpose"].choices = [("", "None"), *((purpose, purpose) for purpose in purposes)]

    def clean_person(self):
        return account_of(self.cleaned_data["person"])

    def clean(self):
        data = super().clean()
        data.setdefault("agency", None)
        if "person" in data and "agency" not in self.errors:
            if not data["person"] and not data["agency"]:
                raise ValidationError(
                    "Name a person or an agency." if "agency" in self.fields else "Name a person."
                )
            if data["person"] and data["agency"]:
                raise ValidationError(
                    "Name a person or an agency, not both. Give access twice if you need to."
                )
            data["holder"] = data.pop("person") or data.pop("agency")
            data.pop("agency", None)
        return data


class LinkForm(forms.Form):
    kind = forms.ChoiceField(label="This record", choices=Link.Kind.choices)
    target = forms.CharField(
        label="Which record",
        max_length=40,
        help_text="Its reference, such as CSP-MTG-2026-0042",
        error_messages={"required": "Enter the reference of the other record"},
    )
    part = forms.CharField(
        label="Part of it", max_length=40, required=False, help_text="Such as paragraph 3.9"
    )
    note = forms.CharField(max_length=250, required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_target(self):
        """A record they may not know of is as unknown as one that does not exist."""
        reference = self.cleaned_data["target"].strip()
        found = Record.objects.visible_to(self.user).filter(reference__iexact=reference).first()
        if found is None:
            raise ValidationError(f"No record is called {reference}. Check the reference.")
        return found


def conflict(request, form, current, version, *, title, cancel="", fields=None):
    """Two people edited the same thing: the second sees both versions and chooses; saving again is on top.

    ``fields`` are (label, theirs, yours) where they are not simply the form's, nor those of its ``beside``.
    """
    newest = current.history.latest()
    form.data = form.data.copy()
    form.data["version"] = version
    if fields is None:
        fields = form.beside(current) if hasattr(form, "beside") else _fields(form, current)
    context = {
        "title": title,
        "who": newest.history_user or "Somebody else",
        "at": newest.history_date,
        "fields": [row for row in fields if row[1] != row[2]],
        "form": form,
        "cancel": cancel or current.get_absolute_url(),
        "later": "later" in form.data,
    }
    return render(request, "design/conflict.html", context, status=409)


def _fields(form, current):
    """``form.initial_of`` says what a saved row fills it with, where that is not simply the row's columns."""
    held = form.initial_of(current) if hasattr(form, "initial_of") else {}
    for name, field in form.fields.items():
        if name != "version" and (name in held or hasattr(current, name)):
            theirs = held[name] if name in held else getattr(current, name)
            both = theirs, form.cleaned_data.get(name)
            yield form[name].label, *(_in_words(value, field) for value in both)


def _in_words(value, field):
    """Of several rows, whether of a record or chosen in the form, the words of each on a line of its own."""
    if isinstance(value, Manager):
        value = value.all()
    if isinstance(value, QuerySet):
        return "\n".join(sorted(map(str, value)))
    if isinstance(field, RecordChoiceField | RecordsChoiceField):  # its choices are rows, and a query
        return shown(None, value)
    return shown(field, field.prepare_value(value))
