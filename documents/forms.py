from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from audit.clock import today
from design.forms import LONG_TEXT, DateField, MultipleFileInput, RecordChoiceField, RecordsChoiceField
from documents import numbers
from documents.checking import ACCEPT, TAKEN, FileRefused, check_file, refuse_local_address
from documents.lifecycle import Status
from partnership.models import Agency, Agreement, Body, Person
from partnership.served import CHOICES, Serves
from records.fields import several
from records.models import Record

WIDE = {"class": "govuk-!-width-two-thirds"}


class UploadField(forms.FileField):
    """A file that may be kept, judged while the form is; a refusal stands beside the field."""

    widget = forms.FileInput(attrs={"accept": ACCEPT})

    def __init__(self, **options):
        super().__init__(**options)
        self.help_text = f"{TAKEN} At most {settings.UPLOAD_LIMIT_MB} MB."

    def to_python(self, data):
        file = super().to_python(data)
        if file is not None:
            try:
                check_file(file)
            except FileRefused as refusal:
                raise ValidationError(list(refusal.reasons)) from refusal
        return file


class UploadsField(UploadField):
    """Several files at once, each judged as one is."""

    widget = MultipleFileInput(attrs={"accept": ACCEPT})

    def clean(self, data, initial=None):
        files = [file for file in (data if isinstance(data, list | tuple) else [data]) if file]
        if not files and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        return [super(UploadsField, self).clean(file, initial) for file in files]


def words_field(label, length, **options):
    """A line of text that is no address of a drive (S004-49)."""
    options.setdefault("widget", forms.TextInput(attrs=WIDE))
    return forms.CharField(label=label, max_length=length, validators=[refuse_local_address], **options)


class VersionForm(forms.Form):
    """The next version: what changed is asked every time (S004-13)."""

    description = words_field("What changed", 250, help_text="A few words for the list of versions")
    number = forms.CharField(
        label="Version number",
        max_length=7,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
    )
    caused_by = forms.CharField(
        label="Reference of the meeting it follows from",
        max_length=40,
        required=False,
        help_text="Such as CSP-MTG-2026-0042",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
    )
    file = UploadField(label="File")

    def __init__(self, *args, user, newest, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.newest = user, newest
        self.fields["number"].help_text = f"Leave empty for {numbers.next_draft(newest)}"

    def clean_number(self):
        number = self.cleaned_data["number"].strip()
        if number and (reasons := list(numbers.refusals(number, self.newest))):
            raise ValidationError(reasons)
        return number

    def clean_caused_by(self):
        reference = self.cleaned_data["caused_by"].strip().upper()
        if not reference:
            return None
        record = Record.objects.visible_to(self.user).filter(reference=reference).first()
        if record is None:
            raise ValidationError(f"There is no record {reference} that you can open. Check the reference.")
        return record


class AttachForm(forms.Form):
    """A document for a record; it is known to whoever knows the record."""

    title = words_field("Title", 250)
    authors = words_field(
        "Authors", 250, required=False, help_text="Names separated by commas, consultants too"
    )
    is_agreed = forms.BooleanField(
        label="This is already agreed",
        required=False,
        help_text="It becomes version 1.0. Otherwise it is draft 0.1.",
    )
    file = UploadField(label="File")


class AddForm(AttachForm):
    """A document by itself: where it belongs and who may know of it are asked too."""

    place = forms.ChoiceField(label="Where it belongs")
    audience = forms.ChoiceField(
        label="Who may see it",
        choices=[
            (kind.value, kind.label)
            for kind in (Record.Audience.BODY, Record.Audience.PARTNERSHIP, Record.Audience.OFFICERS)
        ],
        initial=Record.Audience.BODY,
        widget=forms.RadioSelect,
    )
    field_order = ("title", "authors", "place", "audience", "is_agreed", "file")

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.places = places
        self.fields["place"].choices = [(key, str(place)) for key, place in places.items()]

    def clean_place(self):
        return self.places[self.cleaned_data["place"]]


class ConsultForm(forms.Form):
    opens_on = DateField(label="Opens on")
    closes_on = DateField(label="Closes on")


class ReasonForm(forms.Form):
    reason = words_field("Reason", 250)


class AskForm(forms.Form):
    reason = words_field("What you need it for", 250)


class AnswerForm(forms.Form):
    is_given = forms.ChoiceField(
        label="Your answer",
        choices=[("yes", "They may open it"), ("no", "They may not have it")],
        widget=forms.RadioSelect,
    )
    answer = words_field("Why not, or what they should know", 250, required=False)

    def clean_is_given(self):
        return self.cleaned_data["is_given"] == "yes"


class DetailsForm(forms.Form):
    title = words_field("Title", 250)
    authors = words_field("Authors", 250, required=False, help_text="Names separated by commas")
    custodian = RecordChoiceField(
        Person.objects.none(),
        label="Custodian",
        required=False,
        help_text="Whom others ask for a copy",
    )
    recommendations = forms.CharField(
        label="Recommendations",
        required=False,
        max_length=LONG_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Of a report, one on each line. A resolution that adopts them lists them",
    )
    serves = forms.ChoiceField(
        label="Whom it is about", required=False, choices=[("", "Nobody in particular"), *Serves.choices],
        widget=forms.RadioSelect,
    )  # fmt: skip
    groups = several("Groups of victims or perpetrators that it is about", CHOICES)
    is_listed = forms.BooleanField(
        label="Others may know of it and ask for a copy",
        required=False,
        help_text="Everyone in the partnership then sees its title and its custodian, whoever may open it",
    )
    marking = forms.ChoiceField(label="Marking", choices=Record.Marking.choices)
    handling = words_field("Handling note", 120, required=False)
    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["custodian"].queryset = people


class DistributionForm(forms.Form):
    """Whom the version goes to: whole bodies, their chairs, whoever holds a post, and people one by one."""

    bodies = RecordsChoiceField(
        Body.objects.none(),
        label="Bodies",
        required=False,
        help_text="A body is its members on the day of issue; their names are kept",
        widget=forms.CheckboxSelectMultiple,
    )
    chairs = RecordsChoiceField(
        Body.objects.none(),
        label="The chair of",
        required=False,
        help_text="Whoever chairs it on the day of issue",
        widget=forms.CheckboxSelectMultiple,
    )
    posts = forms.MultipleChoiceField(
        label="A post at every agency",
        required=False,
        help_text="Whoever holds it on the day of issue, at the agencies of this partnership and of those beneath it",
        widget=forms.CheckboxSelectMultiple,
    )
    people = RecordsChoiceField(
        Person.objects.none(), label="People", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, bodies, titles, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["bodies"].queryset, self.fields["people"].queryset = bodies, people
        self.fields["chairs"].queryset = bodies
        self.fields["posts"].choices = [(title, title) for title in titles]
        if not titles:
            del self.fields["posts"]


class ShareForm(forms.Form):
    agency = RecordChoiceField(Agency.objects.none(), label="Agency")
    reason = words_field("Why they need it", 250)
    agreement = RecordChoiceField(
        Agreement.objects.none(), label="Information sharing agreement", required=False
    )
    purpose = words_field("Purpose under the agreement", 160, required=False)
    expires_on = DateField(label="Last day of access", required=False)

    def __init__(self, *args, document, **kwargs):
        super().__init__(*args, **kwargs)
        partnership = document.partnership
        self.fields["agency"].queryset = Agency.objects.filter(
            pk__in=partnership.partners.on(today()).values("agency")
        )
        self.fields["agreement"].queryset = partnership.agreements.filter(status="signed")


class FilterForm(forms.Form):
    q = forms.CharField(label="Words of the title", required=False, max_length=100)
    status = forms.ChoiceField(label="Stage", required=False, choices=[("", "Any stage"), *Status.choices])
    body = RecordChoiceField(
        Body.objects.none(), label="Body", required=False, empty_label="Any body", to_field_name="slug"
    )

    about = forms.ChoiceField(
        label="About", required=False, choices=[("", "Anybody"), *Serves.choices, *CHOICES]
    )

    def __init__(self, data, *, user):
        super().__init__(data)
        self.fields["body"].queryset = Body.objects.filter(
            partnership__in=user.places.partnerships
        ) | Body.objects.filter(pk__in=user.places.bodies)

    def chosen(self):
        """The filters that are on: field, words and what they are set to."""
        for name in ("q", "status", "body", "about"):
            if value := self.cleaned_data.get(name):
                words = dict(getattr(self.fields[name], "choices", ())).get(value) or str(value)
                yield name, words

    def applied(self, documents):
        data = self.cleaned_data if self.is_valid() else {}
        if data.get("q"):
            documents = documents.filter(title__icontains=data["q"])
        if data.get("status"):
            documents = documents.filter(status=data["status"])
        if data.get("body"):
            documents = documents.filter(body=data["body"])
        if data.get("about"):
            documents = documents.about(data["about"])
        return documents
