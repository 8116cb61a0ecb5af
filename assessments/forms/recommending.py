from django import forms

from assessments.models import Priority
from records.fields import RowField, text

PLACE = forms.NumberInput(attrs={"class": "govuk-input--width-3"})


class RecommendedForm(forms.Form):
    position = forms.IntegerField(label="Place", min_value=1, max_value=99, required=False, widget=PLACE)
    why = text("Why it is recommended", 4000, rows=4)
    moved_because = text(
        "Why it stands where its score would not put it", 1000, rows=2,
        help_text="Leave it empty where its place follows from its score",
    )  # fmt: skip


class RecommendForm(RecommendedForm):
    priority = RowField(label="Priority")
    field_order = ["priority"]

    def __init__(self, *args, user, assessment, **kwargs):
        super().__init__(*args, **kwargs)
        known = Priority.objects.visible_to(user).standing().filter(partnership=assessment.partnership_id)
        there = assessment.recommended.values("priority")
        self.fields["priority"].offer(
            known.filter(is_cross_cutting=False).exclude(pk__in=there).order_by("title")
        )
        self.fields["priority"].required = True
        self.fields["priority"].error_messages["required"] = "Choose a priority, or propose a new one"


class ProposeForm(forms.Form):
    TIERS = [("is_strategic", "Strategic"), ("is_local", "Local")]

    title = forms.CharField(label="Name of the priority", max_length=160)
    about = text("What it is", 4000, rows=3)
    tiers = forms.MultipleChoiceField(
        label="Tier", choices=TIERS, initial=["is_strategic"], widget=forms.CheckboxSelectMultiple, required=False,
        help_text="It may be both",
    )  # fmt: skip
    by_law = forms.BooleanField(label="Required by law", required=False)
    why = text("Why it is recommended", 4000, rows=4)


class CutAcrossForm(forms.Form):
    """A field for each cross-cutting issue: which of the priorities it cuts across."""

    def __init__(self, *args, issues, priorities, **kwargs):
        super().__init__(*args, **kwargs)
        self.issues, self.priorities = list(issues), list(priorities)
        for issue in self.issues:
            crossed = {priority.pk for priority in issue.cuts_across.all()}
            self.fields[issue.reference] = forms.MultipleChoiceField(
                label=issue.title, required=False, widget=forms.CheckboxSelectMultiple,
                choices=[(str(priority.pk), priority.title) for priority in self.priorities],
                initial=[str(priority.pk) for priority in self.priorities if priority.pk in crossed],
            )  # fmt: skip

    def chosen(self):
        by_key = {str(priority.pk): priority for priority in self.priorities}
        return {issue: [by_key[key] for key in self.cleaned_data[issue.reference]] for issue in self.issues}

    def beside(self, _current):
        """Of each issue, what is saved and what was typed."""
        words = {str(priority.pk): priority.title for priority in self.priorities}
        for issue in self.issues:
            saved, typed = (set(map(str, found)) for found in (
                issue.cuts_across.values_list("pk", flat=True), self.cleaned_data[issue.reference]
            ))  # fmt: skip
            both = ("\n".join(words[key] for key in words if key in found) for found in (saved, typed))
            yield issue.title, *both
