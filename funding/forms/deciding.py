"""What the chair says of a bid; and what is asked of the solver."""

from django import forms

from design.filters import date as date_in_words
from design.forms import DateField
from funding.deciding import Said, meetings_for, refusals, sent_day
from funding.forms.fields import MoneyField
from funding.lifecycle.bids import Action
from records.fields import RowField, text

CONDITIONS = 4  # rows of the form; more are added when the agreement is drawn up
BY = [("meeting", "By a resolution of a meeting"), ("between", "Between meetings")]


class DecideForm(forms.Form):
    """One form for the three decisions; ``action`` says which fields it has."""

    amount = MoneyField(label="Amount awarded", required=False)
    fund_year = RowField(label="From which fund")
    more_because = text("If it is more than was asked for, why", 500, rows=2)
    by = forms.ChoiceField(label="How it was decided", choices=BY, widget=forms.RadioSelect, required=False)
    meeting = RowField(label="Meeting that resolved it")
    resolution = text("Number of the resolution or minute", 30)
    decided_on = DateField(
        label="Decided on", required=False, help_text="Between meetings; a meeting's own day is taken"
    )
    reasons = text(
        "Reasons for the decision", rows=4, help_text="For the record; the applicant does not read them"
    )
    feedback = text(
        "Feedback for the applicant", rows=4, help_text="The applicant reads this, and nothing of other bids"
    )

    def __init__(self, *args, bid, action, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.bid, self.action, self.user = bid, action, user
        self.fields["meeting"].offer(list(meetings_for(bid, user)), _meeting_in_words)
        self.fields["meeting"].help_text = _which_meetings(bid, self.fields["meeting"].rows)
        if action == Action.AWARD:
            self.fields["fund_year"].offer(list(bid.call.fund_years.select_related("fund")))
            for number in range(1, CONDITIONS + 1):
                label = f"Condition {number}" if number > 1 else "Condition"
                self.fields[f"condition_{number}"] = text(label, 250)
                self.fields[f"condition_on_{number}"] = DateField(label="To be met by", required=False)
        else:
            for name in ("amount", "fund_year", "more_because"):
                del self.fields[name]

    def conditions(self):
        """Pairs of bound fields: what, and by when."""
        if self.action != Action.AWARD:
            return []
        return [(self[f"condition_{n}"], self[f"condition_on_{n}"]) for n in range(1, CONDITIONS + 1)]

    def has_more_conditions(self):
        """Few awards have several: those after the first are folded away until one is filled in."""
        return any(what.value() or what.errors or when.errors or any(when.field.widget.parts(when.value()))
                   for what, when in self.conditions()[1:])  # fmt: skip

    def clean_meeting(self):
        return None if self.data.get("by") == "between" else self.cleaned_data["meeting"]

    def clean(self):
        data = super().clean()
        self.said = Said(
            reasons=data.get("reasons", ""), feedback=data.get("feedback", ""), amount=data.get("amount"),
            fund_year=data.get("fund_year"), more_because=data.get("more_because", ""),
            conditions=tuple(self._conditions(data)), between_meetings=data.get("by") == "between",
            meeting=data.get("meeting"), resolution=data.get("resolution", ""), decided_on=data.get("decided_on"),
        )  # fmt: skip
        for about, sentence in refusals(self.bid, self.action, self.said):
            name = self._field(about)
            if name not in self.errors:
                self.add_error(name, sentence)
        if self.errors:  # what stands in the way besides is said with them, and not once they are mended
            self.add_error(None, list(self.bid.blockers(self.action)))
        return data

    def _field(self, about):
        if about == "meeting" and not self.data.get("by"):
            return "by"
        return "condition_1" if about == "conditions" else about

    def _conditions(self, data):
        for number in range(1, CONDITIONS + 1):
            what, when = data.get(f"condition_{number}", ""), data.get(f"condition_on_{number}")
            if what:
                yield what, when
            elif when:
                self.add_error(f"condition_{number}", "Say what is to be done by this day, or empty it.")


def _meeting_in_words(meeting):
    return f"{date_in_words(meeting.held_on)}: {meeting.title} ({meeting.reference})"


def _which_meetings(bid, offered):
    since = f" since the bid was submitted on {date_in_words(sent)}" if (sent := sent_day(bid)) else ""
    if offered:
        return f"Those of {bid.call.body} that were held{since}"
    return f"{bid.call.body} has not met{since}, in a meeting that you may see"


class BestSetForm(forms.Form):
    """Which bids the set must hold, which it must not, and whether rules that bite are kept."""

    CHOICES = [("", "Either way"), ("must", "Must be in"), ("never", "Must be out")]

    rules = forms.BooleanField(label="Keep the rules over the funds", required=False)

    def __init__(self, *args, lines, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = list(lines)
        for line in self.lines:
            self.fields[line.bid.reference] = forms.ChoiceField(
                label=line.bid.title, choices=self.CHOICES, required=False
            )

    def of(self, line):
        return self[line.bid.reference]

    def chosen(self, word):
        return {line.bid.pk for line in self.lines if self.cleaned_data.get(line.bid.reference) == word}
