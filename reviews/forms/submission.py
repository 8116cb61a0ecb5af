"""What is asked when a review is agreed, submitted, answered by the Home Office, and published or not."""

from django import forms

from audit.clock import today
from design.forms import DateField, RecordChoiceField
from documents.models import Document
from records.fields import LinesField, RowsField, text
from records.models import Record
from reviews.forms.referrals import NO_NAMES
from reviews.models import Feedback, PublicationDecision, ReviewCopy


def papers_of(review, user):
    """What is attached, but for the covers of packs that were released."""
    covers = review.releases.values("document")
    return (
        Document.objects.visible_to(user).filter(attached_to=review.pk).exclude(pk__in=covers).order_by("pk")
    )


class AgreeForm(forms.Form):
    mark_optional = False  # the meeting is chosen, or named
    meeting = RecordChoiceField(
        Record.objects.none(), label="Meeting at which it was agreed", required=False,
        empty_label="A meeting that is not in the portal",
    )  # fmt: skip
    meeting_words = text("If it is not in the portal, which meeting", 160, help_text="Its group and its day")
    minute = forms.CharField(label="Paragraph of the minutes", max_length=40, help_text="Such as 2.4")
    agreed_on = DateField(label="Day on which it was agreed", initial=today)
    report = RecordChoiceField(
        Document.objects.none(), label="Its file, if one is attached", required=False, empty_label="None",
        help_text="Its file is named in what you sign",
    )  # fmt: skip

    def __init__(self, *args, user, review, filed=None, **kwargs):
        super().__init__(*args, **kwargs)
        meetings = Record.objects.visible_to(user).filter(kind="meetings.meeting")
        self.fields["meeting"].queryset = meetings.filter(partnership=review.partnership_id).order_by("-pk")
        self.fields["report"].queryset = papers_of(review, user)
        self.fields["report"].initial = filed


class SubmitForm(forms.Form):
    submitted_on = DateField(label="Day on which it was submitted", initial=today)
    home_office_reference = text("Home Office reference", 60, help_text="If they have given one yet")


class PanelDayForm(forms.Form):
    quality_panel_on = DateField(label="Day of the quality assurance panel", required=False)
    home_office_reference = text("Home Office reference", 60)


class FeedbackForm(forms.Form):
    received_on = DateField(label="Day on which the letter came", initial=today)
    outcome = forms.ChoiceField(
        label="What it says", choices=Feedback.Outcome.choices, widget=forms.RadioSelect
    )
    letter = RecordChoiceField(
        Document.objects.none(), label="The letter", required=False, empty_label="None"
    )
    points = LinesField(
        label="What it asks for", longest=1000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text="One point on each line; each is answered by itself",
    )  # fmt: skip

    def __init__(self, *args, user, review, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["letter"].queryset = papers_of(review, user)


class AnswerPointForm(forms.Form):
    answer = forms.CharField(label="What was done", max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))


class PublicationForm(forms.Form):
    mark_optional = False  # its hints say what is needed when
    decision = forms.ChoiceField(
        label="Decision", choices=PublicationDecision.Decision.choices, widget=forms.RadioSelect,
        help_text="A review is published unless there are compelling reasons not to",
    )  # fmt: skip
    reason = text("Reason", 4000, rows=5, help_text=f"Needed unless it is to be published. {NO_NAMES}")
    guidance = text("Guidance relied on", 2000, rows=3, help_text="Needed if it is not to be published")
    advice = text("Legal and other advice", 2000, rows=3, help_text="If any was taken")
    decided_by_words = forms.CharField(
        label="Who decided", max_length=160, help_text="Such as: the strategic group"
    )
    decided_on = DateField(label="Day of the decision", initial=today)


class PublishedForm(forms.Form):
    published_on = DateField(label="Day on which it was published", initial=today)
    published_where = forms.CharField(
        label="Address at which it is published", max_length=250, help_text="Of a page of the partnership"
    )
    versions = RowsField(
        label="Files that are published", required=True, help_text="Each was checked for names before it leaves",
        error_messages={"required": "Choose the files that are published"},
    )  # fmt: skip

    def __init__(self, *args, versions, filed, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["versions"].offer(versions, lambda one: f"{one.document.title}, version {one.number}")
        self.fields["versions"].initial = filed


class WithheldForm(forms.Form):
    withheld_on = DateField(label="Day on which this was settled", initial=today)


class CopyForm(forms.Form):
    to = forms.ChoiceField(label="To whom", choices=ReviewCopy.To.choices, widget=forms.RadioSelect)
    sent_on = DateField(label="On which day", initial=today)
    how = forms.CharField(
        label="How", max_length=160, help_text="Such as: by secure e-mail, by hand",
        error_messages={"required": "Say how it was sent"},
    )  # fmt: skip
