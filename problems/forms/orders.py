"""Copying an operational order that is filed as a document of its own, and the policy that it carries out."""

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

    policy = RecordChoiceField(
        Document.objects.none(), label="Policy that it carries out", to_field_name="reference", required=False,
        empty_label="None", help_text="Such as: Anti-social behaviour policy",
    )  # fmt: skip

    def __init__(self, *args, problem, user, **kwargs):
        super().__init__(*args, **kwargs)
        filed = Document.objects.visible_to(user).filter(partnership=problem.partnership_id, attached_to=None)
        for name in ("document", "policy"):
            self.fields[name].queryset = filed.exclude(status=Status.WITHDRAWN).order_by("-pk")
            self.fields[name].label_from_instance = lambda row: f"{row.reference} {row.title}"

    def clean(self):
        data = super().clean()
        if data.get("policy") and data.get("policy") == data.get("document"):
            self.add_error("policy", "This is the order that you copy. Choose the policy, or none.")
        return data
