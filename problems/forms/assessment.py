"""The assessment on one page: was it done, did it work, and what was counted."""

from django import forms

from audit.clock import today
from design.filters import date
from design.forms import formfield, version_field
from evidence import months
from evidence.months import Window
from problems.contents import ASSESSED
from problems.evidence import Counts, Period, Recorded
from problems.forms.fields import ungrouped
from problems.models import MonthlyCount, Problem

MOST = 1_000_000  # incidents; more is a slip of the hand
REDUCED = [("", "I leave it to the counts"), ("yes", "Yes"), ("no", "No")]
LONG = ("assessment_short_term", "assessment_long_term", "action_taken", "lessons_learned")
PERIODS = (("before", "before"), ("after", "after"))
TWO_QUESTIONS = "Two questions: a plan may be carried out and fail, and a problem may go away by itself."
LIKE_PERIODS = "Count the same thing in the same way: the same months a year apart, or twelve months each."
ADDED_UP = "Give the two periods and leave the counts empty: the incidents by month are added up."
NOT_TREATED = (
    "A like place where nothing was done, over the same two periods: what would have happened anyway."
)
AROUND = "Where the problem could have moved, counted over the same two periods."
GROUPS = (  # heading, what it is about, fields
    ("How it went", "", ("assessment_short_term", "short_term_on", "assessment_long_term", "long_term_on")),
    ("Was it done, and did it work?", TWO_QUESTIONS, ("plan_implemented", "measure_achieved", "achieved_comment")),
    ("Incidents here", LIKE_PERIODS,
     ("incidents_before", "incidents_after", "before_from", "after_from", "before_until", "after_until", "reduced",
      "not_counted_because")),
    ("Comparison area", NOT_TREATED,
     ("comparison_area", "comparison_alike", "comparison_before", "comparison_after")),
    ("Area around it", AROUND, ("buffer_area", "buffer_before", "buffer_after")),
    ("How the test was set up", "", ("sites", "controlled_for", "allocated_at_random")),
    ("What was done and learned", "", ("action_taken", "lessons_learned")),
)  # fmt: skip


PLACES = {
    "incidents": MonthlyCount.Place.TARGET,
    "comparison": MonthlyCount.Place.COMPARISON,
    "buffer": MonthlyCount.Place.BUFFER,
}


def _added_up(by_month, name, start, end):
    """(what the months that were counted come to, in which window), where they make up the whole of the period."""
    if not start or not end or start > end:
        return None, None
    first, last = months.of_day(start), months.of_day(end)
    place = PLACES[name.rpartition("_")[0]]
    found = [by_month.get((place, months.first_day(month))) for month in range(first, last + 1)]
    if None in found or (start, end) != (months.first_day(first), months.last_day(last)):
        return None, None
    return sum(found), Window(first, last)


def _by_month(problem, by_month, name):
    when = name.rpartition("_")[2]
    many, window = _added_up(
        by_month, name, *(getattr(problem, f"{when}_{end}") for end in ("from", "until"))
    )
    return "" if many is None else f"The incidents by month come to {many:,}, {window.words}."


class CountField(forms.IntegerField):
    """A whole number of incidents, from 0 to a million; 1,204 with its comma is read too."""

    def __init__(self, *, lowest=0, highest=MOST, **kwargs):
        self.lowest, self.highest = lowest, highest
        super().__init__(**kwargs)

    def to_python(self, value):
        text = ungrouped(str(value if value is not None else ""))
        if not text:
            return None
        if not text.isdecimal() or not text.isascii() or not self.lowest <= int(text[:12]) <= self.highest:
            label = str(self.label)
            raise forms.ValidationError(
                f"{label} must be a whole number from {self.lowest} to {self.highest:,}"
            )
        return int(text)


COUNTS = {
    "incidents_before": "Incidents before",
    "incidents_after": "Incidents after",
    "comparison_before": "Incidents in the comparison area before",
    "comparison_after": "Incidents in the comparison area after",
    "buffer_before": "Incidents in the area around it before",
    "buffer_after": "Incidents in the area around it after",
}
LABELS = {
    "assessment_short_term": "In the short term", "short_term_on": "Short-term part written on",
    "assessment_long_term": "In the long term", "long_term_on": "Long-term part written on",
    "plan_implemented": "Was the action plan implemented?",
    "measure_achieved": "Was the agreed measure of success achieved?",
    "achieved_comment": "How it came to be achieved without the plan",
    "not_counted_because": "Why there are no counts",
    "before_from": "Counted before, from", "before_until": "Counted before, to",
    "after_from": "Counted after, from", "after_until": "Counted after, to",
    "comparison_area": "Comparison area", "comparison_alike": "In what it is alike",
    "buffer_area": "Area around it", "controlled_for": "Other causes allowed for",
    "allocated_at_random": "The places were chosen at random",
    "action_taken": "What was done to resolve or reduce the problem", "lessons_learned": "Lessons learned",
}  # fmt: skip


WRITTEN = "Left empty, it is the day on which you save the words"


class AssessmentForm(forms.ModelForm):
    ACROSS = (
        "comparison_area",
        "buffer_area",
        "reduced",
    )  # a row of their own, between pairs of before and after

    reduced = forms.ChoiceField(
        label="Were the incidents reduced?", required=False, choices=REDUCED, widget=forms.RadioSelect,
        help_text="The counts answer this. An answer that contradicts them is refused.",
    )  # fmt: skip
    version = version_field()

    class Meta:
        model = Problem
        fields = ASSESSED
        labels = LABELS
        help_texts = {
            "short_term_on": WRITTEN,
            "long_term_on": WRITTEN,
            "achieved_comment": "Needed where the measure was achieved and the plan was not carried out",
        }
        formfield_callback = formfield
        widgets = (
            {
                name: forms.Textarea(attrs={"rows": 3})
                for name in ("achieved_comment", "not_counted_because", "comparison_alike", "controlled_for")
            }
            | {name: forms.Textarea(attrs={"rows": 5}) for name in LONG}
            | dict.fromkeys(("plan_implemented", "measure_achieved"), forms.RadioSelect)
        )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.by_month = {(row.place, row.month_from): row.count for row in self.instance.counts.all()}
        for name, label in COUNTS.items():
            hint = _by_month(self.instance, self.by_month, name)
            self.fields[name] = CountField(label=label, required=False, help_text=hint)
        self.fields["sites"] = CountField(label="How many places were treated", lowest=1, highest=10_000)
        for name in ("plan_implemented", "measure_achieved"):
            self.fields[name].choices = [choice for choice in self.fields[name].choices if choice[0]]
            self.fields[name].required = False

    def groups(self):
        """(heading, what it is about, bound fields), in the order of the paper."""
        here = f"{LIKE_PERIODS} {ADDED_UP}" if self.by_month else LIKE_PERIODS
        return [
            (heading, here if about == LIKE_PERIODS else about, [self[name] for name in names])
            for heading, about, names in GROUPS
        ]

    def changes(self):
        return {name: self.cleaned_data[name] for name in ASSESSED}

    def clean(self):
        data = super().clean()
        self._add_up(data)
        for period, words in PERIODS:
            self._check_period(data, period, words)
        self._check_apart(_period(data, "before"), _period(data, "after"))
        self._check_answer(data)
        if data.get("plan_implemented") == "no" and data.get("measure_achieved") == "fully":
            self._ask_how(data)
        return data

    def _add_up(self, data):
        """A count that is left empty is what the months come to, where these make up its period."""
        for name in COUNTS if self.by_month and not data.get("not_counted_because") else ():
            if name not in self.errors and data.get(name) is None:
                when = name.rpartition("_")[2]
                ends = (data.get(f"{when}_{end}") for end in ("from", "until"))
                data[name], _window = _added_up(self.by_month, name, *ends)

    def _check_period(self, data, period, words):
        start, end = data.get(f"{period}_from"), data.get(f"{period}_until")
        if start and end and end < start:
            self.add_error(
                f"{period}_until",
                f"The period {words} cannot end before it begins. Change one of its two days.",
            )
        elif end and end > today():
            self.add_error(
                f"{period}_until",
                f"The period {words} is not over: it ends on {date(end)}. Count it once it is, or end it by today.",
            )

    def _check_apart(self, before, after):
        if before and after and before.overlaps(after):
            first, last = max(before.start, after.start), min(before.end, after.end)
            self.add_error(
                "after_from",
                f"The periods overlap from {date(first)} to {date(last)}, so incidents would be counted twice. Change "
                "one of them.",
            )

    def _check_answer(self, data):
        """S002-151"""
        before, after, said = data.get("incidents_before"), data.get("incidents_after"), data.get("reduced")
        if not said:
            return
        if before is None or after is None:
            self.add_error("reduced", "Enter the incidents before and after first: they give the answer.")
            return
        counted = Recorded(
            here=Counts(before, after), before=_period(data, "before"), after=_period(data, "after")
        )
        if counted.is_reduced != (said == "yes"):
            went = "fell" if counted.is_reduced else "did not fall"
            by_day = " by the day" if counted.goes_by_day else ""
            self.add_error(
                "reduced",
                f"Incidents {went}{by_day}: {before:,} before and {after:,} after. Change the answer or the counts.",
            )

    def _ask_how(self, data):
        """B1, R7"""
        if not (data.get("achieved_comment") or "").strip():
            self.add_error(
                "achieved_comment",
                "The measure was achieved though the plan was not implemented. Say how that came about.",
            )


def _period(data, period):
    return Period.between(data.get(f"{period}_from"), data.get(f"{period}_until"))
