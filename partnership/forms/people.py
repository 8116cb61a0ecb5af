from django import forms
from django.db.models import Prefetch

from design.forms import DateField, formfield
from partnership.forms.keeping import KeepingForm, KeepingModelForm, LookupField
from partnership.models import Agency, AgencyLink, AgencyUnit, Area, AreaOverlap, Person, Post

EMAIL = "Enter an e-mail address without spaces, such as name@example.org"


def find_people(text):
    current = Post.objects.current().select_related("agency")
    people = Person.objects.prefetch_related(Prefetch("posts", current, to_attr="posts_now"))
    return people.filter(email__iexact=text) if "@" in text else people.named(text).by_surname()


def describe_person(person):
    post = next(iter(person.posts_now), None)
    return f"{person} – {post}" if post else f"{person} – no post"


def find_agencies(text):
    return Agency.objects.current().named(text).prefetch_related("aliases")


def names_of_agency(agency):
    return [agency.name, agency.short_name, *(alias.name for alias in agency.aliases.all())]


def person_field(**kwargs):
    return LookupField(
        find=find_people,
        describe=describe_person,
        nothing="Nobody here is called “{}”. Check the spelling, or add them under People first.",
        help_text="Name or e-mail address",
        **{"label": "Person", **kwargs},
    )


def agency_field(**kwargs):
    return LookupField(
        find=find_agencies,
        names=names_of_agency,
        nothing="No agency here is called “{}”. Check the spelling, or add it under Agencies first.",
        **{"label": "Agency", "help_text": "Name, short name or another name", **kwargs},
    )


def large_areas():
    """Areas that a group or an agency covers; wards and beats are too many to tick."""
    return Area.objects.exclude(kind__in=[Area.Kind.WARD, Area.Kind.SECTION, Area.Kind.BEAT])


class AreaForm(KeepingModelForm):
    class Meta:
        model = Area
        fields = ["name", "kind", "code", "parent", "size_km2", "size_qualifier", "started_on", "ended_on"]
        formfield_callback = formfield


class OverlapForm(KeepingModelForm):
    class Meta:
        model = AreaOverlap
        fields = ["other", "approximate"]
        labels = {"other": "Overlaps with", "approximate": "Only roughly"}
        formfield_callback = formfield


class AgencyForm(KeepingModelForm):
    confirmed = forms.BooleanField(
        label="They are two agencies", required=False, widget=forms.HiddenInput, initial=False
    )

    class Meta:
        model = Agency
        fields = [
            "name",
            "short_name",
            "kind",
            "sector",
            "areas",
            "address",
            "website",
            "org_id",
            "started_on",
            "ended_on",
        ]
        widgets = {
            "areas": forms.CheckboxSelectMultiple,
            "address": forms.Textarea(attrs={"rows": 4}),
            "sector": forms.RadioSelect,
        }
        formfield_callback = formfield

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["areas"].queryset = large_areas()
        self.fields["sector"].choices = Agency.Sector.choices


class MergeForm(KeepingForm):
    into = agency_field(label="Merged into", help_text="The agency that goes on")
    on = DateField(label="Last day of the agency that ends")
    confirmed = forms.BooleanField(label="Merge them", required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = True


class AgencyLinkForm(KeepingForm):
    kind = forms.ChoiceField(label="This agency", choices=AgencyLink.Kind.choices, widget=forms.RadioSelect)
    other = agency_field(label="The other agency")


class UnitForm(KeepingModelForm):
    class Meta:
        model = AgencyUnit
        fields = ["name", "parent"]
        labels = {"parent": "Part of"}
        formfield_callback = formfield

    def __init__(self, *args, agency, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = agency.units.select_related("parent")
        self.fields["parent"].empty_label = "The agency itself"


class PersonForm(KeepingModelForm):
    email = forms.EmailField(label="E-mail address", required=False, error_messages={"invalid": EMAIL})

    class Meta:
        model = Person
        formfield_callback = formfield
        fields = [
            "prefix",
            "given_name",
            "family_name",
            "email",
            "phones",
            "address",
            "is_communications_contact",
        ]
        widgets = {
            "phones": forms.Textarea(attrs={"rows": 2}),
            "address": forms.Textarea(attrs={"rows": 4}),
            "prefix": forms.TextInput(attrs={"class": "govuk-input--width-5"}),
        }


class AppointForm(KeepingForm):
    """A post at an agency. The team is found by name within the agency."""

    agency = agency_field()
    unit = forms.CharField(label="Team or directorate", required=False, max_length=120)
    title = forms.CharField(label="Job title or office", required=False, max_length=120)
    rank = forms.CharField(
        label="Rank",
        required=False,
        max_length=60,
        help_text="Printed before the name, such as Superintendent",
    )
    number = forms.CharField(
        label="Collar or staff number", required=False, max_length=20, help_text="Printed on problem records"
    )
    is_office_holder = forms.BooleanField(label="Holds an office rather than a job", required=False)
    working_days = forms.CharField(label="Working days, if part-time", required=False, max_length=60)
    started_on = DateField(label="First day", required=False)
    ended_on = DateField(label="Last day, if known", required=False)

    def clean(self):
        said = super().clean()
        if (name := said.get("unit")) and said.get("agency"):
            said["unit"] = self._unit(said["agency"], name)
        elif not name:
            said["unit"] = None
        return said

    def _unit(self, agency, name):
        found = LookupField(
            find=lambda text: agency.units.filter(name__icontains=text),
            nothing=f"{agency} has no team called “{{}}”. Add it on the agency's page first, or leave this empty.",
        )
        try:
            return found.clean(name)
        except forms.ValidationError as error:
            if isinstance(found.widget, forms.RadioSelect):
                self.fields["unit"].widget = found.widget
            self.add_error("unit", error)
            return None


class PostForm(KeepingModelForm):
    """Changed from a day, it is a new post; without a day, a mistake is corrected."""

    changed_on = DateField(
        label="Changed from",
        required=False,
        help_text="The first day of the new title, rank or team. Leave empty to correct a mistake.",
    )

    class Meta:
        model = Post
        fields = ["title", "rank", "number", "unit", "is_office_holder", "working_days", "serves"]
        widgets = {"serves": forms.CheckboxSelectMultiple}
        formfield_callback = formfield

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = self.instance.agency.units.select_related("parent")
        self.fields["serves"].queryset = large_areas()
