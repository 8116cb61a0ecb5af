"""What is asked of a referral, its decision, who is told, and what is learnt."""

from django import forms
from django.core.exceptions import ValidationError

from audit.clock import today
from design.forms import DateField, RecordChoiceField, version_field
from documents.models import Document
from partnership.models import Agency, Partnership
from records.fields import AnswerField, text
from records.forms import reason_field
from records.veil import veil
from reviews.blockers import WHAT_FAMILY_HEARS, decision_refusals, telling_refusals
from reviews.lifecycle import MONTHS_TO_DECIDE, MONTHS_TO_REPORT, NEED_A_REASON, Action, Outcome, Status
from reviews.models import Review, Told

NO_NAMES = "Write no names, addresses or dates of birth here. They belong in the key."


def agencies_of(partnerships):
    """Of the partnership, whichever its rank."""
    return (
        Agency.objects.current().filter(standings__partnership__in=partnerships).distinct().order_by("name")
    )


def _ask_for_partnership(form, partnerships):
    """Where there is one to choose."""
    if len(partnerships) > 1:
        known = Partnership.objects.filter(pk__in=partnerships).order_by("name")
        form.fields["partnership"] = RecordChoiceField(known, label="Partnership")
        form.order_fields(["partnership"])


class ReferralForm(forms.Form):
    title = forms.CharField(
        label="Code name", max_length=80, help_text="A word that says nothing of anybody, such as Larch"
    )
    known_on = DateField(label="When the death became known to the partnership")
    decision_due_on = DateField(
        label="When the decision is due", required=False,
        help_text="Leave it empty for the calendar months that your partnership has set: one, by the guidance of 2016",
    )  # fmt: skip
    referred_on = DateField(label="When the referral came in", initial=today)
    referred_by = forms.ChoiceField(
        label="Who referred it", choices=Review.Referrer.choices, widget=forms.RadioSelect
    )
    referring_agency = RecordChoiceField(
        Agency.objects.none(), label="Agency that referred it", required=False, empty_label="None"
    )
    relation = text("Relation to the person who died", 160, help_text=f"If of the family. {NO_NAMES}")
    circumstances = text("What is known", 10000, rows=6, help_text=NO_NAMES)
    residence = text(
        "Why this partnership leads", 2000, rows=3,
        help_text="Where the person who died normally lived; if nowhere, where they were last known to live",
    )  # fmt: skip
    other_partnerships = text("Other partnerships concerned", 200)

    def __init__(self, *args, partnerships, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["referring_agency"].queryset = agencies_of(partnerships)
        _ask_for_partnership(self, partnerships)


class ChangeReferralForm(ReferralForm):
    """The day of the decision is put off by itself, with who agreed it."""

    version = version_field()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["decision_due_on"]


class StageFilter(forms.Form):
    status = forms.ChoiceField(label="Stage", choices=[("", "Any"), *Status.choices], required=False)


class MoveForm(forms.Form):
    reason = text("Why", 500, rows=3)

    def __init__(self, *args, action, **kwargs):
        super().__init__(*args, **kwargs)
        if action in NEED_A_REASON:
            self.fields["reason"].required = True
            self.fields["reason"].error_messages["required"] = NEED_A_REASON[action]


class DecideForm(forms.Form):
    mark_optional = False  # what it lacks is named at once, and depends on what was decided
    outcome = forms.ChoiceField(label="What was decided", choices=Outcome.choices, widget=forms.RadioSelect)
    other_route = text(
        "Other learning route", 160, help_text="If there is one, such as a safeguarding adults review"
    )
    reasons = text("Reasons", 10000, rows=6, help_text=NO_NAMES)
    decided_by_words = text("Who decided", 160, help_text="Such as: Chair of the partnership")
    consulted = text("Who was consulted", 300, help_text="If anybody was")
    decided_on = DateField(label="Day of the decision", initial=today)
    report_due_on = DateField(
        label="When the report is due", required=False,
        help_text="Of a review. Leave it empty for the calendar months that your partnership has set: six, by the"
        " guidance of 2016",
    )  # fmt: skip

    def __init__(self, *args, review, **kwargs):
        super().__init__(*args, **kwargs)
        self.review = review

    def clean(self):
        data = super().clean()
        for field, words in decision_refusals(self.review, dict.fromkeys(self.fields, "") | data):
            if field not in self.errors:
                self.add_error(field, words)
        if self.errors:  # what stands in the way besides is said with them, and not once they are mended
            self.add_error(None, list(self.review.blockers(Action.DECIDE)))
        return data


class ExtendForm(forms.Form):
    due_until = DateField(label="It is now due on")
    agreed_by_words = forms.CharField(label="Who agreed this", max_length=160)
    agreed_on = DateField(label="On which day", initial=today)
    reason = reason_field("Why it is put off")


class HoldForm(forms.Form):
    what = forms.CharField(
        label="What it waits for",
        max_length=160,
        help_text="Such as: criminal trial, inquest. No clock moves",
    )
    started_on = DateField(label="From", initial=today)
    ended_on = DateField(label="Until", required=False)
    note = text("What waits, and what goes on meanwhile", 2000, rows=3, help_text=NO_NAMES)


class EndHoldForm(forms.Form):
    ended_on = DateField(label="Last day", initial=today)


class ToldForm(forms.Form):
    mark_optional = False  # how, or why not; the rest depends on who was told
    publication = forms.ChoiceField(
        label="Of what", widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Publication was decided anew meanwhile. Choose again"},
    )  # fmt: skip
    whom = forms.ChoiceField(label="Who was told", choices=Told.Whom.choices, widget=forms.RadioSelect)
    told_on = DateField(label="On which day", initial=today)
    how = text("How", 160, help_text="Such as: by letter, through the family liaison officer")
    why_not = text(
        "Or why they were not told", 300,
        help_text="Such as: no family is known, or they asked not to be contacted. The day is that of this answer",
    )  # fmt: skip
    advocate_offered = AnswerField(label="An advocate was offered", help_text="To the family")
    evidence = RecordChoiceField(
        Document.objects.none(), label="Document that shows it", required=False, empty_label="None",
        help_text="If one is attached to this review",
    )  # fmt: skip
    note = text("What they answered", 2000, rows=3, help_text=f"If they did. {NO_NAMES}")

    def __init__(self, *args, user, review, **kwargs):
        super().__init__(*args, **kwargs)
        known = Document.objects.visible_to(user).filter(attached_to=review.pk).order_by("pk")
        self.fields["evidence"].queryset = known
        self.review = review
        self.decided = next(iter(review.publication_decisions.all()), None)
        if heard := WHAT_FAMILY_HEARS.get(review.publication):
            key = str(veil(self.decided.pk))
            self.fields["publication"].choices = [
                (key, heard.capitalize()),
                ("decision", "The decision on a review"),
            ]
            self.fields["publication"].initial = key
        else:
            del self.fields["publication"]

    def clean(self):
        data = super().clean()
        data["publication"] = self.decided if data.get("publication") not in (None, "decision") else None
        if not self.errors:
            for field, words in list(telling_refusals(self.review, data)):
                self.add_error(field, words)
        return data


class LearningForm(forms.Form):
    theme = text("Theme", 80, help_text="Such as: coercive control, routine enquiry")
    agency = RecordChoiceField(
        Agency.objects.none(), label="Agency that sees to it", required=False, empty_label="None"
    )
    text = forms.CharField(
        label="What was learnt", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=f"In words that identify nobody. {NO_NAMES}",
    )  # fmt: skip
    field_order = ["text", "theme", "agency"]

    def __init__(self, *args, review, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies_of([review.partnership_id])


class AdvanceForm(forms.Form):
    on = DateField(label="On which day", initial=today)
    sent_to = forms.CharField(
        label="Who it went to", max_length=200, help_text="Such as: all partner agencies, front-line training",
        error_messages={"required": "Say who it went to."},
    )  # fmt: skip

    def __init__(self, *args, is_ready, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_ready:
            del self.fields["sent_to"]


def months_field(label, initial):
    return forms.IntegerField(
        label=label, min_value=1, max_value=60, required=False, initial=initial,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-2"}),
        help_text="As the guidance of 2016 has it. Leave it empty to enter each day by hand",
    )  # fmt: skip


class KindForm(forms.Form):
    """The name of reviews from a day on, and of their stages where these are not the usual."""

    name = forms.CharField(
        label="Name", max_length=80, help_text="Such as: Domestic abuse related death review"
    )
    law = text("Legal basis", 200)
    started_on = DateField(label="For reviews that begin from")
    months_to_decide = months_field("Calendar months for the decision", MONTHS_TO_DECIDE)
    months_to_report = months_field("Calendar months from the decision to the report", MONTHS_TO_REPORT)
    tells_family = forms.BooleanField(
        label="A review is closed once the family was told whether it is published, or once it is recorded why not",
        required=False, initial=True,
    )  # fmt: skip

    def __init__(self, *args, partnerships, **kwargs):
        super().__init__(*args, **kwargs)
        for status in Status:
            self.fields[f"stage_{status}"] = text(f"Stage: {status.label}", 80)
        _ask_for_partnership(self, partnerships)

    def clean(self):
        data = super().clean()
        stages = {str(status): data.pop(f"stage_{status}", "") for status in Status}
        data["stages"] = {status: words for status, words in stages.items() if words}
        if len(set(data["stages"].values())) < len(data["stages"]):
            raise ValidationError("Two stages have the same name. Give each its own.")
        return data
