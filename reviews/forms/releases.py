"""What is asked before a paper on reviews goes to a meeting."""

from django import forms
from django.core.exceptions import ValidationError

from design.forms import DateField
from records.fields import RowsField
from records.models import Record

UNKNOWN = (
    "No coming meeting called {} is known to you. Check the reference. If it is right, ask whoever calls the meeting to"
    " open it to you, or have another co-ordinator to whom it is open release the paper."
)


class ReleaseForm(forms.Form):
    meeting = forms.CharField(
        label="Meeting", max_length=40, help_text="Its reference, such as CSP-MTG-2026-0042"
    )
    item = forms.IntegerField(
        label="Item", min_value=1, max_value=999, required=False,
        help_text="Its number: one from which press and public are excluded. The paper stands there for its readers",
    )  # fmt: skip
    open_until = DateField(label="Last day on which members may read it")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_meeting(self):
        reference = self.cleaned_data["meeting"].strip()
        meetings = Record.objects.visible_to(self.user).filter(
            kind="meetings.meeting", reference__iexact=reference
        )
        if found := meetings.select_related("body", "partnership").first():
            return found
        raise ValidationError(UNKNOWN.format(reference))


class PackForm(ReleaseForm):
    documents = RowsField(
        label="Documents of the pack",
        help_text="Each was checked for names before its members read it",
        required=True,
        error_messages={
            "required": "Choose the documents of the pack: the report, its summary and the action plan"
        },
    )

    def __init__(self, *args, documents, filed=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["documents"].offer(documents)
        self.fields["documents"].initial = [row for row in documents if row.pk in filed]
