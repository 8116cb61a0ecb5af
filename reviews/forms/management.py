"""What is asked of agencies' own reviews: of those who ask for them, and of those who write and sign them."""

from django import forms

from design.filters import date
from design.forms import DateField, version_field
from records.fields import text
from records.forms import account_of, reason_field
from reviews.forms.scoping import AskForm

TASK = "Review what your agency did, against the terms of reference."
BY_WHOM = "The author had no part in the case, and a senior officer of your agency signs it."
NO_CLIENTS = "Name no practitioner. Use the pseudonyms that you were given."


class AskForReviewForm(AskForm):
    question = text("What is asked", 10000, rows=12)

    def __init__(self, *args, review, **kwargs):
        super().__init__(*args, review=review, **kwargs)
        self.fields["contact"].label = "E-mail address of its author"
        self.fields["question"].initial = "\n\n".join(_asked_of(review.terms.exclude(agreed_on=None).first()))


def _asked_of(terms):
    """What whoever writes reads of the terms of reference, which are not open to them otherwise."""
    yield TASK
    if terms:
        yield f"They look at the time from {date(terms.scope_from)} until {date(terms.scope_until)}."
        yield f"Key lines of enquiry:\n{terms.lines.strip()}"
        if terms.equality.strip():
            yield f"Equality and diversity:\n{terms.equality.strip()}"
    yield BY_WHOM


class WriteForm(forms.Form):
    mark_optional = False  # kept as far as it is written; what is missing is named when the draft is finished
    independence = text("How the author is independent of the case", 2000, rows=3)
    narrative = text("What your agency did", 40000, rows=10, help_text=NO_CLIENTS)
    analysis = text("Analysis against the terms of reference", 40000, rows=10)
    good_practice = text("Good practice", 10000, rows=4)
    lessons = text("Lessons to be learned", 10000, rows=6)
    recommendations = text("Recommendations", 10000, rows=6, help_text="One on each line")
    version = version_field()


class FinishForm(forms.Form):
    signatory = forms.EmailField(
        label="E-mail address of the senior officer who signs it",
        help_text="Somebody of your agency who is not its author. They are told that something waits",
    )

    def clean_signatory(self):
        return account_of(self.cleaned_data["signatory"])


class HandBackForm(forms.Form):
    reason = reason_field("What is to be changed", "Its author reads it, and nobody outside your agency")


class QueryForm(forms.Form):
    reason = reason_field("What you ask of the agency")
    due_on = DateField(label="Needed by")
