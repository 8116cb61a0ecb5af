from django import forms
from django.db.models import Q

from audit.clock import today
from design.forms import (
    LONG_TEXT,
    SHORT_TEXT,
    DateField,
    RecordChoiceField,
    RecordsChoiceField,
    TimeField,
    version_field,
)
from meetings.lifecycle import Action
from meetings.models import AgendaItem, Attendance, Meeting, Paragraph, Resolution
from partnership.models import Agency, Body, Person


def _words():
    return forms.CharField(
        label="Text", max_length=LONG_TEXT, widget=forms.Textarea({"rows": 6}), strip=False
    )


class MeetingForm(forms.Form):
    """When and where. The date may wait until the minutes are approved (S001-29)."""

    held_on = DateField(label="Date", required=False, help_text="Leave empty if it is not known yet.")
    starts_at = TimeField(label="Starts at", required=False, help_text="For example, 9:30am")
    ends_at = TimeField(label="Ends at", required=False)
    venue = forms.CharField(label="Place", max_length=160, required=False)
    joining = forms.CharField(
        label="Joining details", max_length=250, required=False, help_text="For those who join online"
    )
    previous = RecordChoiceField(
        Meeting.objects.none(), label="Takes the minutes of", required=False, empty_label="None"
    )
    future_dates = forms.CharField(
        label="Future meeting dates",
        max_length=250,
        required=False,
        help_text="Printed at the foot of the minutes. Left empty, it names the meetings that are called.",
    )
    version = version_field()

    def __init__(self, *args, meeting, user, **kwargs):
        super().__init__(*args, **kwargs)
        earlier = Meeting.objects.visible_to(user).of_body(meeting.body).exclude(pk=meeting.pk)
        earlier = earlier.filter(held_on__lte=meeting.held_on or today())
        self.fields["previous"].queryset = earlier.order_by("-held_on")


class ScheduleForm(forms.Form):
    body = RecordChoiceField(Body.objects.none(), label="Body", empty_label="Choose a body")
    held_on = DateField(label="Date", required=False, help_text="Leave empty if it is not known yet.")
    starts_at = TimeField(label="Starts at", required=False, help_text="For example, 9:30am")
    venue = forms.CharField(label="Place", max_length=160, required=False)
    joining = forms.CharField(label="Joining details", max_length=250, required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies_run_by(user).open()


class BriefingForm(forms.Form):
    """Of the same day as the meeting that it follows."""

    starts_at = TimeField(label="Starts at", required=False, help_text="For example, 11:30am")
    venue = forms.CharField(label="Place", max_length=160, required=False)
    joining = forms.CharField(label="Joining details", max_length=250, required=False)


def bodies_run_by(user):
    places = user.places
    return Body.objects.filter(partnership__in=places.officer_of) | Body.objects.filter(
        pk__in=places.drafts_for
    )


class ItemForm(forms.Form):
    title = forms.CharField(label="Title", max_length=250)
    purpose = forms.ChoiceField(
        label="Purpose", choices=[("", "Not said"), *AgendaItem.Purpose.choices], required=False
    )
    lead_printed = forms.CharField(label="Lead", max_length=120, required=False)
    minutes_allowed = forms.IntegerField(
        label="Time allowed, in minutes", required=False, min_value=1, max_value=600
    )
    is_restricted = forms.BooleanField(
        label="Only those invited may know of this item",
        required=False,
        help_text="Others do not see that it exists: it stands last, so that no number is missing. "
        "The chair and officers always see it.",
    )
    invited = RecordsChoiceField(
        Person.objects.none(),
        label="Who is invited to this item",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, meeting, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["invited"].queryset = people_at(meeting, *self.initial.get("invited", ()))

    @staticmethod
    def initial_of(item):
        return {"invited": Person.objects.filter(pk__in=item.invitations.values("person"))}


def people_at(meeting, *named):
    """Those whom an item or action is likely to name: in the attendance list, or members of the body then or now.

    ``named`` are named already, and stay to choose from when they have left.
    """
    listed = Person.objects.filter(attendances__meeting=meeting.pk)
    members = Person.objects.members_of(meeting.body_id, today(), meeting.held_on or today())
    there = Person.objects.filter(pk__in=[getattr(one, "pk", one) for one in named if one])
    return (listed | members | there).distinct()


class ParagraphForm(forms.Form):
    text = _words()
    publication = forms.ChoiceField(
        label="Publication",
        choices=Paragraph.Publication.choices,
        widget=forms.RadioSelect,
        initial=Paragraph.Publication.OPEN,
    )
    exempt_under = forms.CharField(
        label="Schedule 12A paragraph",
        max_length=20,
        required=False,
        help_text="If exempt: 1 individuals, 2 identity, 3 business affairs, 4 labour relations, "
        "5 legal privilege, 6 notices and orders, 7 crime prevention",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
    )
    publication_reason = forms.CharField(label="Why it is withheld", max_length=250, required=False)
    verb = forms.ChoiceField(
        label="Decision recorded in it",
        required=False,
        choices=[
            ("", "None"),
            *((value, label) for value, label in Resolution.Verb.choices if value != "subject-to"),
        ],
    )
    carried_to = RecordChoiceField(
        AgendaItem.objects.none(), label="Carried to another item", required=False, empty_label="No"
    )
    version = version_field()

    def __init__(self, *args, paragraph, user, **kwargs):
        super().__init__(*args, **kwargs)
        items = AgendaItem.objects.visible_to(user).filter(meeting=paragraph.item.meeting)
        self.fields["carried_to"].queryset = items.exclude(pk=paragraph.item_id)

    def clean_exempt_under(self):
        return ", ".join(self.cleaned_data["exempt_under"].replace(",", " ").split())


def partners_of(meeting):
    """People of the partnership's agencies, and whoever sits on the body: not the whole county."""
    partners = Person.objects.filter(posts__agency__standings__partnership=meeting.partnership_id)
    members = Person.objects.filter(memberships__seat__body=meeting.body_id)
    return (partners | members).distinct()


def bodies_near(meeting):
    """Bodies of this partnership and of those beside and above it, whose answers its decisions may await."""
    here = meeting.partnership
    near = Q(partnership=here) | Q(partnership__parent=here)
    if here.parent_id:
        near |= Q(partnership=here.parent_id) | Q(partnership__parent=here.parent_id)
    return Body.objects.filter(near).exclude(pk=meeting.body_id)


class NewParagraphForm(forms.Form):
    kind = forms.ChoiceField(
        label="Kind",
        choices=[(kind.value, kind.label) for kind in (Paragraph.Kind.NUMBERED, Paragraph.Kind.SUBHEADING)],
        widget=forms.RadioSelect,
        initial=Paragraph.Kind.NUMBERED,
    )
    text = _words()


class InterestForm(forms.Form):
    """Who has an interest in the item, what it is, and whether they took part all the same."""

    attendee = RecordChoiceField(
        Attendance.objects.none(), label="Who", empty_label="Choose somebody who was there"
    )
    interest = forms.CharField(
        label="What the interest is", max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="For example: chairs the trust that asks for the money",
    )  # fmt: skip
    part = forms.ChoiceField(
        label="What they did",
        choices=Paragraph.Part.choices,
        widget=forms.RadioSelect,
        initial=Paragraph.Part.LEFT,
    )

    def __init__(self, *args, meeting, **kwargs):
        super().__init__(*args, **kwargs)
        there = Attendance.objects.filter(meeting=meeting).exclude(group=Attendance.Group.APOLOGIES)
        self.fields["attendee"].queryset = there.order_by("position", "pk")


class ActionForm(forms.Form):
    """Wording, owners and day. The first owner leads."""

    wording = forms.CharField(
        label="What is to be done",
        max_length=LONG_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter what is to be done"},
    )
    lead = RecordChoiceField(Person.objects.none(), label="Lead", required=False, empty_label="Nobody yet")
    others = RecordsChoiceField(
        Person.objects.none(), label="With", required=False, widget=forms.CheckboxSelectMultiple
    )
    due_on = DateField(label="Due", required=False, help_text="Needed before the minutes can be approved")
    version = version_field()

    def __init__(self, *args, meeting, printed=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.printed = printed  # owners whose person is not known; they stay until matched
        people = people_at(meeting, self.initial.get("lead"), *self.initial.get("others", ()))
        for name in ("lead", "others"):
            self.fields[name].queryset = people

    def owners(self):
        lead, others = self.cleaned_data["lead"], self.cleaned_data["others"]
        people = [lead] if lead else []
        people += [person for person in others if person != lead]
        return [(person, None, str(person)) for person in people] + [
            (None, None, name) for name in self.printed
        ]


class AttendeeForm(forms.Form):
    group = forms.ChoiceField(label="Group", choices=Attendance.Group.choices)
    person = RecordChoiceField(
        Person.objects.none(), label="Person", required=False, empty_label="Somebody not listed"
    )
    printed_name = forms.CharField(label="Or a name as it should be printed", max_length=160, required=False)
    agency = RecordChoiceField(Agency.objects.none(), label="Agency", required=False, empty_label="None")
    substitute_for = forms.CharField(label="Deputising for", max_length=160, required=False)

    def __init__(self, *args, meeting, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = partners_of(meeting)
        self.fields["agency"].queryset = Agency.objects.filter(
            standings__partnership=meeting.partnership_id
        ).distinct()


class MatchForm(forms.Form):
    person = RecordChoiceField(Person.objects.none(), label="This is", empty_label="Choose a person")

    def __init__(self, *args, meeting, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = partners_of(meeting)


REASONS = {
    Action.RETURN: ("What should be changed?", "Say what should be changed."),
    Action.UNPUBLISH: ("Why is the public page taken down?", "Say why the public page is taken down."),
    Action.CANCEL: ("Why is the meeting cancelled?", "Say why the meeting is cancelled."),
}


class ReasonForm(forms.Form):
    """A reason for a move: asked in the move's own words where it must be given."""

    reason = forms.CharField(
        label="Reason", max_length=SHORT_TEXT, widget=forms.Textarea(attrs={"rows": 3}), required=False
    )

    def __init__(self, *args, action=None, **kwargs):
        super().__init__(*args, **kwargs)
        if action in REASONS:
            reason = self.fields["reason"]
            reason.required = True
            reason.label, reason.error_messages["required"] = REASONS[action]


class ApproveForm(forms.Form):
    digest_seen = forms.CharField(widget=forms.HiddenInput)
    confirm = forms.BooleanField(
        label="I have read the minutes and approve them as a correct record of the meeting",
        error_messages={"required": "Tick the box to put your name to the minutes."},
    )


class MatterForm(forms.Form):
    number = forms.CharField(
        label="Paragraph of the earlier minutes",
        max_length=12,
        help_text="Such as 2.6",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
    )
    meeting = RecordChoiceField(Meeting.objects.none(), label="Meeting", empty_label="Choose a meeting")

    def __init__(self, *args, meeting, user, **kwargs):
        super().__init__(*args, **kwargs)
        earlier = Meeting.objects.visible_to(user).of_body(meeting.body).exclude(pk=meeting.pk)
        self.fields["meeting"].queryset = earlier.order_by("-held_on")
        self.user = user

    def clean(self):
        data = super().clean()
        if "meeting" in data and "number" in data:
            found = Paragraph.objects.visible_to(self.user).filter(
                item__meeting=data["meeting"], number=data["number"]
            )
            data["earlier"] = found.first()
            if data["earlier"] is None:
                self.add_error("number", f"There is no paragraph {data['number']} in {data['meeting']}.")
        return data


class CiteForm(forms.Form):
    """An earlier decision, named as people cite it: item 6 resolution 3 of a meeting."""

    meeting = RecordChoiceField(Meeting.objects.none(), label="Meeting", empty_label="Choose a meeting")
    item = forms.IntegerField(
        label="Item", min_value=1, widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"})
    )
    resolution = forms.IntegerField(
        label="Resolution",
        min_value=1,
        initial=1,
        help_text="1 where the item has one alone",
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
    )

    def __init__(self, *args, meeting, user, **kwargs):
        super().__init__(*args, **kwargs)
        approved = Meeting.objects.visible_to(user).frozen().filter(partnership=meeting.partnership_id)
        self.fields["meeting"].queryset = approved.exclude(pk=meeting.pk).order_by("-held_on")
        self.user = user

    def clean(self):
        data = super().clean()
        if {"meeting", "item", "resolution"} <= set(data):
            items = AgendaItem.objects.visible_to(self.user).filter(
                meeting=data["meeting"], number=data["item"]
            )
            found = Resolution.objects.filter(item__in=items, position=data["resolution"])
            data["decision"] = found.first()
            if data["decision"] is None:
                self.add_error(
                    "item",
                    f"There is no item {data['item']} resolution {data['resolution']} in {data['meeting']}.",
                )
        return data


class ImportForm(forms.Form):
    body = RecordChoiceField(
        Body.objects.none(), label="Whose minutes are these?", empty_label="Choose a body"
    )
    file = forms.FileField(
        label="Minutes as a file",
        help_text="Word (.docx), web page (.html) or text (.txt)",
        widget=forms.FileInput(attrs={"accept": ".docx,.html,.htm,.txt"}),
    )
    held_on = DateField(
        label="Date of the meeting",
        required=False,
        help_text="If the file does not print it. It can wait until the minutes are approved.",
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies_run_by(user)


class QuestionsForm(forms.Form):
    """The names that fit several people, each asked; the portal never guesses between two (X-07)."""

    def __init__(self, *args, questions, **kwargs):
        super().__init__(*args, **kwargs)
        self.questions = questions
        for number, question in enumerate(questions):
            self.fields[f"name_{number}"] = RecordChoiceField(
                Person.objects.filter(pk__in=[person.pk for person in question.people]),
                label=f"Who is “{question.name}”?",
                required=False,
                empty_label="Leave it as printed",
                help_text=question.why,
            )

    def chosen(self):
        answers = ((q.name, self.cleaned_data[f"name_{n}"]) for n, q in enumerate(self.questions))
        return {name: person for name, person in answers if person}
