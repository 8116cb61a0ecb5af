"""What is asked of priorities, their progress, and studies."""

from django import forms

from assessments.forms.fields import bodies_of
from assessments.models import Assessment, Priority, Progress, Statement, Study
from audit.clock import today
from design.forms import DateField, RecordChoiceField, RecordsChoiceField, version_field
from partnership.models import Body
from records.fields import text


class PriorityForm(forms.Form):
    title = forms.CharField(label="Priority", max_length=200)
    about = text("What it is about", 4000, rows=4)
    body = RecordChoiceField(
        Body.objects.none(), label="Body that owns it", required=False, empty_label="None"
    )
    is_strategic = forms.BooleanField(label="Strategic", required=False)
    is_local = forms.BooleanField(label="Local", required=False)
    by_law = forms.BooleanField(label="Required by law", required=False)
    is_cross_cutting = forms.BooleanField(label="An issue that cuts across priorities", required=False)
    cuts_across = RecordsChoiceField(
        Priority.objects.none(), label="Priorities that it cuts across", required=False,
        widget=forms.CheckboxSelectMultiple, help_text="Of an issue that cuts across, such as mental health",
    )  # fmt: skip
    starts_on = DateField(label="From", required=False)
    ends_on = DateField(label="Until", required=False)

    def __init__(self, *args, user, partnerships, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies_of(partnerships)
        known = Priority.objects.visible_to(user).standing().filter(partnership__in=partnerships)
        self.fields["cuts_across"].queryset = known.filter(is_cross_cutting=False).order_by("title")


class ChangePriorityForm(PriorityForm):
    version = version_field()


class ProgressForm(forms.Form):
    rating = forms.ChoiceField(
        label="How it is going", choices=Progress.Rating.choices, widget=forms.RadioSelect
    )
    comment = forms.CharField(
        label="What this rests on", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say in a sentence what the rating rests on"},
    )  # fmt: skip
    rated_on = DateField(label="As of", initial=today)


class MoveForm(forms.Form):
    reason = text("Why", 500, rows=3)
    on = DateField(label="On which day", initial=today)


class StudyForm(forms.Form):
    title = forms.CharField(label="Title", max_length=200)
    what = forms.ChoiceField(label="Kind", choices=Study.Kind.choices, widget=forms.RadioSelect)
    author = text("Author", 160)
    method = text("Method", 4000, rows=4)
    findings = text("Findings", 10000, rows=6)
    source = text("Source", 250, help_text="Who published it, or where its data comes from")
    dated_on = DateField(label="Date of it", required=False)
    address = forms.URLField(
        label="Where it can be read", required=False, max_length=200, assume_scheme="https",
        error_messages={"invalid": "Enter an address on the web, such as https://www.example.org/report"},
    )  # fmt: skip
    priorities = RecordsChoiceField(
        Priority.objects.none(), label="Priorities that it informs", required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args, user, partnerships, **kwargs):
        super().__init__(*args, **kwargs)
        known = Priority.objects.visible_to(user).standing().filter(partnership__in=partnerships)
        self.fields["priorities"].queryset = known.order_by("title")


class ChangeStudyForm(StudyForm):
    version = version_field()


class StudyMoveForm(forms.Form):
    reason = text("Note", 500, rows=3)


class UseForm(forms.Form):
    caveat = text("Caveat", 500, rows=2)
    assessment = RecordChoiceField(Assessment.objects.none(), label="Assessment", empty_label=None)
    text = forms.CharField(
        label="What it shows", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One statement, as the assessment will cite it",
    )  # fmt: skip
    confidence = forms.ChoiceField(
        label="How sure one can be", choices=Statement.Confidence.choices, widget=forms.RadioSelect
    )

    field_order = ["assessment", "text", "confidence"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["assessment"].queryset = writable_by(user)


def writable_by(user):
    """Assessments into which the person may write evidence."""
    mine = Assessment.objects.visible_to(user).writable().filter(partnership__in=user.places.assesses_in)
    return mine.order_by("-year", "pk")
