from django import forms

from assessments.deciding import Agreed, refusals
from assessments.forms.fields import ReferenceField
from design.forms import DateField
from records.fields import several, text


class AgreeForm(forms.Form):
    """``still_open``: what is not finished, which whoever agrees it confirms that they know."""

    all_the_same = forms.BooleanField(
        label="Agree it all the same",
        error_messages={"required": "Tick that it is agreed all the same, or finish what is still open first"},
    )  # fmt: skip

    def __init__(self, *args, still_open, **kwargs):
        super().__init__(*args, **kwargs)
        if still_open:
            self.fields["all_the_same"].help_text = " ".join(still_open)
            self.order_fields([name for name in self.fields if name != "all_the_same"])
        else:
            del self.fields["all_the_same"]


class SignForm(AgreeForm):
    digest_seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    confirmed = forms.BooleanField(
        label="I have read it, and I agree it for the body that I chair",
        error_messages={"required": "Tick that you have read it and agree it"},
    )  # fmt: skip


class MeetingForm(AgreeForm):
    """The meeting that agreed it, whose minutes are approved."""

    mark_optional = (
        False  # the meeting and its resolution are asked for by ``refusals``; the day says so itself
    )
    meeting = ReferenceField(label="Reference of the meeting", help_text="Such as CSP-MTG-2026-0042")
    resolution = text(
        "Number of the resolution or minute",
        40,
        help_text="As its minutes give it: 4.1 is the first of item 4",
    )
    agreed_on = DateField(
        label="Agreed on", required=False, help_text="The day of the meeting, where you leave it empty"
    )

    def __init__(self, *args, assessment, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.assessment = assessment
        self.fields["meeting"].user = user

    def clean(self):
        data = super().clean()
        self.agreed = Agreed(data.get("meeting"), data.get("resolution", ""), data.get("agreed_on"))
        for name, sentence in refusals(self.assessment, self.agreed):
            if name not in self.errors:
                self.add_error(name, sentence)
        return data


class PublishForm(forms.Form):
    """Each small number that was found in the text is confirmed by itself, and all of them with a reason."""

    confirmed = several("Numbers of one to four that stand in the text", [])
    reason = text(
        "Why they may be published", 500, rows=2, help_text="Such as: the figure is published by the ONS"
    )
    checked = forms.BooleanField(
        label="Its text names or describes nobody who could be known, and gives no count of one to four",
        help_text="E-mail addresses, telephone numbers and references of the portal are left out by themselves",
        error_messages={"required": "Read the text for people who could be known and small numbers, then tick this"},
    )  # fmt: skip

    def __init__(self, *args, few, **kwargs):
        super().__init__(*args, **kwargs)
        if not few:
            del self.fields["confirmed"], self.fields["reason"]
            return
        self.fields["confirmed"].choices = [(one.key, str(one)) for one in few]
        self.fields["confirmed"].help_text = (
            "They were found beside words for people or crimes. Tick each that may be published. What was not found is"
            " not thereby safe: read the whole text."
        )
