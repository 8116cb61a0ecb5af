from django import forms

from audit.clock import today
from design.forms import LONG_TEXT, SHORT_TEXT, DateField, RecordChoiceField, formfield, version_field
from partnership.forms.keeping import KeepingForm, KeepingModelForm
from partnership.forms.people import agency_field, large_areas, person_field
from partnership.models import (
    Accreditation,
    Agency,
    Agreement,
    Area,
    Body,
    Membership,
    Partner,
    Partnership,
    Role,
    Seat,
    TermsOfReference,
    Topic,
)


def partners_of(partnership):
    return Agency.objects.filter(standings__partnership=partnership).distinct()


class PartnershipForm(KeepingModelForm):
    class Meta:
        model = Partnership
        fields = ["name", "legal_basis", "parent", "areas"]
        widgets = {"areas": forms.CheckboxSelectMultiple}
        formfield_callback = formfield
        labels = {"parent": "Part of"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["areas"].queryset = large_areas()


class StandingForm(KeepingForm):
    agency = agency_field()
    rank = forms.ChoiceField(label="Rank", choices=Partner.Rank.choices, widget=forms.RadioSelect)
    area = RecordChoiceField(
        Area.objects.all(), label="Only in", required=False, empty_label="All of the partnership's area"
    )
    started_on = DateField(label="From", required=False)


class RoleForm(KeepingForm):
    person = person_field()
    kind = forms.ChoiceField(label="Role", choices=Role.Kind.choices, widget=forms.RadioSelect)
    area = RecordChoiceField(
        Area.objects.all(), label="Only in", required=False, empty_label="All of the partnership's area",
        help_text="Such as the section of a commander",
    )  # fmt: skip
    body = RecordChoiceField(
        Body.objects.none(), label="Only for", required=False, empty_label="The whole partnership",
        help_text="An analyst of one group reads its problem records, and nothing else. Add a role for each group.",
    )  # fmt: skip
    started_on = DateField(label="First day", required=False, help_text="Today if left empty")
    ended_on = DateField(label="Last day, if known", required=False)

    def __init__(self, *args, partnership, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = partnership.bodies.open()


class BodyForm(KeepingModelForm):
    class Meta:
        model = Body
        fields = [
            "name",
            "kind",
            "parent",
            "answers_also_to",
            "purpose",
            "role_to_children",
            "reporting_lines",
            "contact_email",
            "raising_items",
            "basis",
            "areas",
            "tags",
            "regime",
            "notice_days",
            "items_by_days",
            "papers_by_days",
            "quorum",
            "quorum_agencies",
            "chair_has_casting_vote",
            "minutes_approval",
            "meets_every",
            "meets_every_unit",
            "constituted_on",
            "constitution_review_on",
            "first_meeting_on",
            "first_report_on",
            "scrutinised_by",
            "hosted_by",
        ]
        widgets = {
            "areas": forms.CheckboxSelectMultiple,
            "answers_also_to": forms.CheckboxSelectMultiple,
            "purpose": forms.Textarea(attrs={"rows": 5}),
            **{
                name: forms.Textarea(attrs={"rows": 3})
                for name in ("role_to_children", "reporting_lines", "raising_items")
            },
        }
        labels = {
            "parent": "Reports to",
            "contact_email": "Contact e-mail address",
            "meets_every_unit": "Weeks or months",
            "basis": "Task group by",
            "hosted_by": "Hosted by",
        }
        formfield_callback = formfield

    def __init__(self, *args, partnership, **kwargs):
        super().__init__(*args, **kwargs)
        above = Body.objects.exclude(pk=self.instance.pk).open()
        self.fields["parent"].queryset = above.filter(partnership=partnership) | above.filter(
            partnership=partnership.parent_id
        )
        self.fields["answers_also_to"].queryset = self.fields["parent"].queryset
        self.fields["areas"].queryset = large_areas()
        self.fields["hosted_by"].queryset = partners_of(partnership)


class BodyStatusForm(KeepingForm):
    version = version_field()
    status = forms.ChoiceField(label="Status", choices=Body.Status.choices, widget=forms.RadioSelect)
    status_since = DateField(label="From", required=False, help_text="Today if left empty")


class SeatForm(KeepingModelForm):
    class Meta:
        model = Seat
        fields = [
            "title",
            "category",
            "is_voting",
            "is_owed",
            "stands_for",
            "nominated_by",
            "nominated_on",
            "responsibilities",
            "position",
            "started_on",
        ]
        widgets = {
            "stands_for": forms.CheckboxSelectMultiple,
            "category": forms.RadioSelect,
            "responsibilities": forms.Textarea(attrs={"rows": 3}),
        }
        labels = {"stands_for": "Stands for", "position": "Place in the list"}
        help_texts = {"stands_for": "One agency or several; the seat has one vote all the same"}
        formfield_callback = formfield

    def __init__(self, *args, body, **kwargs):
        super().__init__(*args, **kwargs)
        chosen = self.instance.stands_for.all() if self.instance.pk else Agency.objects.none()
        self.fields["stands_for"].queryset = (partners_of(body.partnership) | chosen.distinct()).distinct()
        self.fields["category"].choices = Seat.Category.choices


class SeatPersonForm(KeepingForm):
    person = person_field()
    office = forms.ChoiceField(
        label="Office", choices=Membership.Office.choices, widget=forms.RadioSelect, initial="member"
    )
    agency = RecordChoiceField(
        Agency.objects.none(),
        label="Speaks for",
        required=False,
        empty_label="The seat's agency, or their own",
    )
    may_draft = forms.BooleanField(label="May draft minutes and papers", required=False)
    started_on = DateField(label="First day", required=False, help_text="Today if left empty")
    ended_on = DateField(label="Last day, if known", required=False)

    def __init__(self, *args, seat, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = partners_of(seat.body.partnership)


class MembershipForm(KeepingModelForm):
    class Meta:
        model = Membership
        fields = ["office", "agency", "may_draft", "started_on", "ended_on"]
        widgets = {"office": forms.RadioSelect}
        labels = {"agency": "Speaks for"}
        formfield_callback = formfield

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        partners = partners_of(self.instance.seat.body.partnership)
        own = Agency.objects.filter(pk=self.instance.agency_id).distinct()
        self.fields["agency"].queryset = (partners | own).distinct()
        self.fields["office"].choices = Membership.Office.choices


class TermsForm(KeepingModelForm):
    text = forms.CharField(max_length=5 * LONG_TEXT, widget=forms.Textarea(attrs={"rows": 20}))

    class Meta:
        model = TermsOfReference
        fields = ["text", "review_on"]
        formfield_callback = formfield


class AgreeTermsForm(KeepingForm):
    agreed_on = DateField(label="Agreed on", initial=today)
    agreed_by = forms.CharField(
        label="Agreed by",
        max_length=160,
        help_text="The resolution, such as item 6 resolution 2 of 8 June 2026",
    )


class AmendmentForm(KeepingForm):
    note = forms.CharField(
        label="What was decided and is still to be written into the terms",
        max_length=SHORT_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text="It shows beside the terms until the next version is agreed",
    )


class AgreementForm(KeepingModelForm):
    class Meta:
        model = Agreement
        fields = [
            "title",
            "purposes",
            "gateway",
            "quality_caveats",
            "started_on",
            "ended_on",
            "review_on",
        ]
        widgets = {name: forms.Textarea(attrs={"rows": 4}) for name in ("purposes", "quality_caveats")}
        formfield_callback = formfield


class AgreementMoveForm(KeepingForm):
    status = forms.ChoiceField(label="Next step", choices=Agreement.Status.choices, widget=forms.RadioSelect)


class PartyForm(KeepingForm):
    agency = agency_field()


class SignForm(KeepingForm):
    signatory = forms.CharField(label="Signed by", max_length=160, help_text="Name and office")
    signed_on = DateField(label="Signed on", initial=today)


class AccreditationForm(KeepingModelForm):
    class Meta:
        model = Accreditation
        fields = ["scheme", "stage", "accredited_on"]
        formfield_callback = formfield


class TopicForm(KeepingModelForm):
    class Meta:
        model = Topic
        fields = ["name", "description"]
        formfield_callback = formfield


class ContactForm(KeepingForm):
    agency = RecordChoiceField(Agency.objects.none(), label="Agency", empty_label="Choose an agency")
    person = person_field()
    started_on = DateField(label="First day", required=False, help_text="Today if left empty")

    def __init__(self, *args, topic, **kwargs):
        super().__init__(*args, **kwargs)
        partners = topic.partnership.partners.on(today())
        self.fields["agency"].queryset = Agency.objects.filter(pk__in=partners.values("agency"))
