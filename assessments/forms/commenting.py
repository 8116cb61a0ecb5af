import datetime as dt

from django import forms

from assessments.models import Comment
from audit.clock import today
from design.forms import DateField
from records.fields import text

WEEKS = dt.timedelta(weeks=3)


class ConsultForm(forms.Form):
    comments_until = DateField(label="Comments are taken until")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["comments_until"].initial = today() + WEEKS


class CommentForm(forms.Form):
    text = forms.CharField(
        label="Your comment", max_length=4000, widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Write your comment"},
    )  # fmt: skip


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(
        label="What was done about it", choices=[choice for choice in Comment.Answer.choices if choice[0]],
        widget=forms.RadioSelect,
    )  # fmt: skip
    answer_text = text("In words", 4000, rows=3, help_text="Whoever made the comment reads it")
