"""Copying an operational order that is filed as a document of its own."""

from django import forms

from design.forms import RecordChoiceField
from documents.lifecycle import Status
from documents.models import Document


class OrderForm(forms.Form):
    document = RecordChoiceField(
        Document.objects.none(), label="Which order", to_field_name="reference", empty_label="Choose one",
        help_text="Documents of the partnership that belong to no record",
    )  # fmt: skip
    title = forms.CharField(
        label="Title of the copy", max_length=250, help_text="Such as: Operational order, harbour car parks"
    )

    def __init__(self, *args, problem, user, **kwargs):
        super().__init__(*args, **kwargs)
        filed = Document.objects.visible_to(user).filter(partnership=problem.partnership_id, attached_to=None)
        self.fields["document"].queryset = filed.exclude(status=Status.WITHDRAWN).order_by("-pk")
        self.fields["document"].label_from_instance = lambda row: f"{row.reference} {row.title}"
