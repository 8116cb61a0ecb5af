"""Lists of the room as files: each gives (name of the file, headings, rows), of what its page shows its reader."""

from decimal import Decimal

from audit.clock import local_day
from funding.models import ReturnValue, ScoringForm
from records.export import LIMIT, pounds

CONTRIBUTIONS = [
    "Agency", "Source", "In kind", "Hours", "How sure", "Amount", "Paid until", "How its value was worked out", "Note"
]  # fmt: skip
DIVISION = [
    "For", "Divides", "What for", "Kind of cost", "Amount", "Share, %", "Posts", "Left after posts",
    "For children's services", "Confirmed on",
]  # fmt: skip
PLANS = [
    "Reference", "Plan", "Partnership", "Year", "State", "Administrator", "Banked by", "Goes to", "Submitted",
    "Answered", "Planned",
]  # fmt: skip
INSTALMENTS = [
    "Number", "Due", "In advance", "State", "Amount", "Claimed", "Spent on", "Decision", "Paid on"
]  # fmt: skip
RETURNS = [
    "From", "Until", "Due", "State", "Sent", "Spent", "What was done", "Output", "Target", "How exact", "Value",
    "Why no number",
]  # fmt: skip
MILESTONES = ["Milestone", "Due", "State", "Reached on", "Days late", "Note"]
MEASURES = ["Measure", "From", "Until", "Target", "Result", "Less is better", "Met"]
PAPER = [
    "Place", "Reference", "Bid", "Lead applicant", "Cross-boundary", "Forms", "Mean", "Lowest", "Highest",
    "Recommended", "Asked for", "Fund", "Running total", "Leaves", "Decision", "Awarded",
]  # fmt: skip


def yes(fact):
    return "Yes" if fact else "No"


def contributions(fund_year, rows):
    lines = [
        [
            str(row.agency), row.get_source_display(), yes(row.is_in_kind), row.hours, row.get_state_display(),
            pounds(row.amount), row.ends_on, row.worked_out, row.note,
        ]
        for row in rows
    ]  # fmt: skip
    return _named("contributions", fund_year), CONTRIBUTIONS, lines


def division(fund_year, parts, left, left_share):
    """The last line is what is not divided, so that the shares come to 100 (S003-20)."""
    lines = [
        [
            str(part.row), str(part.row.parent or ""), part.row.purpose, part.row.get_cost_type_display(),
            pounds(part.row.amount), part.share, pounds(part.row.post_costs), pounds(part.row.left_after_posts),
            pounds(part.row.for_children), part.row.confirmed_on,
        ]
        for part in parts
    ]  # fmt: skip
    lines.append(["Not divided", "", "", "", pounds(left), left_share, None, None, None, None])
    return _named("division", fund_year), DIVISION, lines


def _named(what, fund_year):
    return f"{what}-{fund_year.fund.short_name}-{fund_year.year}"


def plans(rows):
    """Of plans that were read `with_sums`."""
    lines = (
        [
            plan.reference, plan.title, str(plan.partnership), plan.year_name, plan.get_status_display(),
            str(plan.administrator or ""), str(plan.banker or ""), plan.submitted_to, plan.submitted_on,
            plan.answered_on, pounds(plan.planned),
        ]
        for plan in rows[:LIMIT]
    )  # fmt: skip
    return "spending-plans", PLANS, lines


def instalments(bid):
    lines = [
        [
            row.number, row.due_on, yes(row.in_advance), row.get_state_display(), pounds(row.amount),
            pounds(row.claimed), row.evidence, row.decision_reason, row.paid_on,
        ]
        for row in bid.instalments.all()
    ]  # fmt: skip
    return f"instalments-{bid.reference}", INSTALMENTS, lines


def returns(bid):
    """A line for each output of each return; one for a return that has none."""
    outputs = {row.pk: row for row in bid.outputs.all()}
    lines = [
        [
            row.period_from, row.period_until, row.due_on, row.get_state_display(),
            local_day(row.submitted_at), pounds(row.spent), row.narrative, *_value(value, outputs),
        ]
        for row in bid.returns.all()
        for value in row.values.all() or [None]
    ]  # fmt: skip
    return f"returns-{bid.reference}", RETURNS, lines


def _value(value, outputs):
    if value is None:
        return [None] * 5
    output = outputs[value.output_id]
    how = ReturnValue.Qualifier(value.qualifier).label if value.value is not None else ""
    return [output.what, output.target, how, value.value, value.none_because]


def milestones(bid, day):
    lines = [
        [row.name, row.due_on, row.state_on(day).label, row.reached_on, row.days_late or None, row.note]
        for row in bid.milestones.all()
    ]
    return f"milestones-{bid.reference}", MILESTONES, lines


def measures(service):
    lines = [
        [
            row.name, row.period_from, row.period_until, row.target, row.result, yes(row.less_is_better),
            "" if row.is_met is None else yes(row.is_met),
        ]
        for row in service.measures.all()
    ]  # fmt: skip
    return f"measures-{service.reference}", MEASURES, lines


def paper(found):
    """The bids in their order against the money, as the body's paper has them."""
    lines = [_of_paper(line) for line in found.lines[:LIMIT]]
    return f"paper-{found.call.reference}", PAPER, lines


def _of_paper(line):
    bid, standing = line.bid, line.place.standing
    mean = Decimal(standing.shown) if standing.shown else None
    return [
        line.place.rank, bid.reference, bid.title, str(bid.agency), yes(line.is_cross_boundary), standing.forms, mean,
        standing.lowest, standing.highest, line.recommended, pounds(line.requested), str(line.fund_year or ""),
        pounds(line.running), pounds(line.left), line.decided or bid.get_status_display(), pounds(bid.awarded),
    ]  # fmt: skip


def scores(name, criteria, bids, user):
    """A line for each signed form that counts, with the points of each row; of forms that this person may read."""
    forms = ScoringForm.objects.visible_to(user, of=bids).counting()
    forms = forms.select_related("assignment__bid", "assignment__scorer", "assignment__agency")
    forms = forms.prefetch_related("scores").order_by("assignment__bid__reference", "signed_at", "pk")
    headings = [
        "Reference",
        "Bid",
        "Scorer",
        "Agency",
        *(f"{row.number}. {row.question}" for row in criteria),
    ]
    headings += ["Total", "Recommended", "Condition", "Comments", "Signed"]
    return f"scores-{name}", headings, (_of_form(form, criteria) for form in forms[:LIMIT])


def _of_form(form, criteria):
    given, about = {row.criterion_id: row for row in form.scores.all()}, form.assignment
    said = [
        (row.number, given[row.pk].comment) for row in criteria if row.pk in given and given[row.pk].comment
    ]
    return [
        about.bid.reference, about.bid.title, str(about.scorer), str(about.agency),
        *(given[row.pk].points if row.pk in given else None for row in criteria),
        form.total, form.get_recommended_display(), form.condition, "\n".join(f"{n}: {words}" for n, words in said),
        local_day(form.signed_at),
    ]  # fmt: skip
