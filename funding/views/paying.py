"""What was paid for the lines of a spending plan, by those who hold the money (S002-81)."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from audit.clock import today
from design.addresses import url
from design.pages import Column
from funding.forms import plans as forms
from funding.models import Entry, Plan, PlanLine
from funding.services import paying
from funding.views.funds import holdings
from funding.views.plans import OF_PLAN, payable, tabs_of, whole_plan
from records.asking import refusal
from records.export import KINDS, export, pounds
from records.forms import posted
from records.pages import asked, one_or_404, show

LINES = (Column("Spent on"), Column("Fund"), Column("Amount", numeric=True), Column("Paid", numeric=True),
         Column("Left", numeric=True))  # fmt: skip
PAYMENTS = (Column("Day"), Column("For"), Column("By"), Column("Amount", numeric=True))
HEADINGS = ["Day", "What", "Spent on", "Fund", "Source", "Amount", "Note", "By"]
SHOWN = 100


def plan_payments(request, reference):
    """Each line with what was paid and is left; and every payment, newest first."""
    plan = whole_plan(request, reference)
    rows = Entry.objects.filter(line__plan=plan, kind__in=(Entry.Kind.PAID, Entry.Kind.REPAID))
    rows = rows.select_related("line", "fund_year__fund", "made_by__person").order_by("-moved_on", "-pk")
    if (kind := request.GET.get("export")) in KINDS:
        return export(kind, f"payments-{plan.year}", HEADINGS, map(_row, rows))
    lines = [line for line in plan.lines.all() if not line.through_bids]
    context = {
        "lines": lines, "rows": list(rows[:SHOWN]), "columns": LINES, "columns_of_rows": PAYMENTS,
        "payable": payable(plan, request.user), "facts": [plan.partnership, f"Financial year {plan.year_name}"],
        "paid": sum(line.paid for line in lines), "amount": sum(line.amount for line in lines), "shown": SHOWN,
    }  # fmt: skip
    return show(request, "funding/plan_payments.html", plan, tabs_of(plan, "plan_payments"), None, **context)


def _row(row):
    sum_ = -row.amount if row.kind == Entry.Kind.REPAID else row.amount
    fund = row.fund_year.fund
    return [
        row.moved_on, row.get_kind_display(), row.line.title, str(row.fund_year), fund.source, pounds(sum_), row.note,
        str(row.made_by),
    ]  # fmt: skip


def _line(request, reference, pk):
    """The plan and its line, to whoever holds the money that pays for it."""
    plan = one_or_404(request, Plan, reference, above=OF_PLAN)
    own = PlanLine.objects.filter(plan=plan).with_payments().select_related("fund_year__fund")
    line = get_object_or_404(own.prefetch_related(holdings("fund_year__fund__holdings")), pk=pk)
    fund = line.fund_year and line.fund_year.fund
    if not request.user.has_perm("funding.pay_line", fund):
        raise PermissionDenied(refusal("funding.pay_line"))
    line.plan = plan
    return plan, line


def line_pay(request, reference, pk):
    plan, line = _line(request, reference, pk)
    form = forms.PaymentForm(posted(request), initial={"paid_on": today()})
    return asked(
        request, form, lambda data: paying.pay_line(line, by=request.user, **data), record=plan,
        back=url("funding:plan_payments", reference), title=f"Paid for “{line}”",
        submit="Record the payment", done="The payment is recorded.", text=paying.standing(line),
        blockers=[] if form.is_bound else list(paying.not_payable(line)),
    )  # fmt: skip


def line_paid_back(request, reference, pk):
    plan, line = _line(request, reference, pk)
    form = forms.PaidBackForm(posted(request), initial={"paid_on": today()})
    return asked(
        request, form, lambda data: paying.pay_line_back(line, by=request.user, **data), record=plan,
        back=url("funding:plan_payments", reference), title=f"Money back for “{line}”",
        submit="Record it", done="Recorded. It is free again in the fund.", text=paying.standing(line),
    )  # fmt: skip
