"""Joint spending plans: what is spent on what, from which fund, shared by whom."""

from collections import defaultdict

from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.shortcuts import get_object_or_404, render

from audit.clock import today
from design.addresses import url
from design.pages import Column
from funding.forms import plans as forms
from funding.lifecycle.plans import PlanAction
from funding.models import Plan, PlanLine
from funding.reports import exported
from funding.reports.funds import by_partnership, money_of_plan
from funding.services import plans as services
from funding.services.paying import AGREED
from records.asking import refusal
from records.export import KINDS, export, pounds
from records.forms import ReasonForm, posted
from records.models import Link
from records.pages import ABOVE, asked, moves, one_for, one_or_404, pdf_of, show
from records.paging import page_of
from records.services import version_of
from records.together import gather

WHOLE = (
    "editors",
    "covers",
    "partnership_grants__partnership",
    "splits__shares__agency",
    "lines__fund_year__fund__holdings",
)
OF_PLAN = (*ABOVE, "banker", "administrator")
COLUMNS = (
    Column("Spent on"), Column("Fund"), Column("Partnerships"), Column("Amount", numeric=True),
    Column("Paid", numeric=True), Column("Forecast", numeric=True),
)  # fmt: skip
LIST = (Column("Plan"), Column("Year"), Column("State"), Column("Administrator"))
HEADINGS = [
    "Spent on",
    "Fund",
    "Source",
    "Partnerships",
    "Kind of cost",
    "Capital",
    "Amount",
    "Through bids",
    "Paid",
    "Forecast",
    "Priority",
    "Post",
    "Paid until",
]


def whole_plan(request, reference):
    """With all that hangs under it in one statement, whose each line is in another, and what was paid in a third."""
    plan = one_or_404(request, Plan, reference, above=OF_PLAN)
    gather(plan, *WHOLE)
    paid = dict(PlanLine.objects.filter(plan=plan).with_payments().values_list("pk", "paid"))
    lines = list(plan.lines.all())
    prefetch_related_objects(lines, "partnerships")
    for line in lines:
        line.paid = paid[line.pk]
    return plan


def plan_list(request):
    rows = Plan.objects.visible_to(request.user).select_related("administrator", "partnership")
    if (kind := request.GET.get("export")) in KINDS:
        return export(
            kind, *exported.plans(rows.select_related("banker").with_sums().order_by("-year", "pk"))
        )
    page = page_of(rows, "year", request.GET, descending=True)
    context = {"page": page, "columns": LIST, "adds": bool(request.user.places.funds_in)}
    return render(request, "funding/plan_list.html", context)


def plan_add(request):
    if not request.user.places.funds_in:
        raise PermissionDenied(refusal("funding.add_plan"))
    form = forms.NewPlanForm(posted(request), user=request.user)
    return asked(
        request, form, lambda data: services.add_plan(by=request.user, once=True, **data), record=None,
        back=lambda plan: plan.get_absolute_url(), cancel=url("funding:plans"), title="Draw up a spending plan",
        submit="Draw it up", done="The plan is there. Add what the money is to be spent on.",
    )  # fmt: skip


def plan_show(request, reference):
    plan = whole_plan(request, reference)
    lines = list(plan.lines.all())
    if (kind := request.GET.get("export")) in KINDS:
        return export(kind, f"plan-{plan.year}", HEADINGS, map(_line, lines))
    money, unfunded = money_of_plan(plan)
    context = {
        "lines": lines, "money": money, "unfunded": unfunded, "columns": COLUMNS, "shares": by_partnership(lines),
        "total": sum(line.amount for line in lines), "paid_in_all": sum(line.paid for line in lines),
        "payable": payable(plan, request.user),
        "splits": [(split, split.shared) for split in plan.splits.all()],
        "agreed": _agreed(plan, request.user), "links": request.user.has_perm("records.link_record", plan),
        "writes": request.user.has_perm("funding.change_plan", plan),
        "names": request.user.has_perm("funding.name_editors", plan),
        "facts": [plan.partnership, f"Financial year {plan.year_name}"],
        "own": request.user.places.partnerships, "shared": list(map(str, plan.partnership_grants.all())),
    }  # fmt: skip
    steps = moves(request.user, plan, "funding:plan_move", primary=(PlanAction.SUBMIT, PlanAction.ACCEPT))
    return show(request, "funding/plan_show.html", plan, tabs_of(plan), steps, **context)


def tabs_of(plan, here="plan"):
    tabs = (("Plan", "plan"), ("Payments", "plan_payments"))
    return [(words, url(f"funding:{name}", plan.reference), name == here) for words, name in tabs]


def payable(plan, user):
    """Keys of the lines for which this person may record what was paid."""
    if plan.status not in AGREED:
        return set()
    own = [line for line in plan.lines.all() if line.fund_year_id and not line.through_bids]
    return {line.pk for line in own if user.has_perm("funding.pay_line", line.fund_year.fund)}


def _agreed(plan, user):
    """The resolutions that agreed how each cost is shared, by its name (S001-167)."""
    found = defaultdict(list)
    if plan.splits.all():
        links = Link.objects.visible_to(user).filter(source=plan.pk, kind=Link.Kind.DECIDED_BY)
        for link in links.select_related("target"):
            found[link.note].append(link)
    return found


def _line(line):
    source = line.fund_year.fund.source if line.fund_year else ""
    places = ", ".join(map(str, line.partnerships.all()))
    return [
        line.title, str(line.fund_year or "Unfunded"), source, places, line.get_cost_type_display(),
        "Yes" if line.is_capital else "No", pounds(line.amount), "Yes" if line.through_bids else "No",
        None if line.through_bids else pounds(line.paid), pounds(line.expected), line.priority, line.pays_for_post,
        line.ends_on,
    ]  # fmt: skip


def plan_change(request, reference):
    plan = one_for(request, Plan, reference, "funding.change_plan", "editors", above=OF_PLAN)
    names = ("title", "body", "banker", "submitted_to")
    initial = {name: getattr(plan, name) for name in names} | {
        "covers": plan.covers.all(), "funds": plan.funds.all(), "version": version_of(plan)
    }  # fmt: skip
    form = forms.ChangePlanForm(posted(request), initial=initial, user=request.user)

    def do(data):
        many = {name: data.pop(name) for name in ("covers", "funds")}
        return services.change_plan(plan, data, by=request.user, many=many, version=data.pop("version"))

    return asked(
        request, form, do, record=plan, title="Change the plan", submit="Save", done="The plan is changed."
    )


def plan_editors(request, reference):
    plan = one_for(request, Plan, reference, "funding.name_editors", "editors", above=OF_PLAN)
    initial = forms.EditorsForm.initial_of(plan) | {"version": version_of(plan)}
    form = forms.EditorsForm(posted(request), initial=initial)
    return asked(
        request, form, lambda data: services.name_editors(plan, by=request.user, **data), record=plan,
        title="Who may change this plan", submit="Save", done="Saved.",
    )  # fmt: skip


def plan_move(request, reference, action):
    plan = one_or_404(request, Plan, reference, "editors", "splits__shares", above=OF_PLAN)
    action = PlanAction(action)
    if not request.user.has_perm(f"funding.{action}_plan", plan):
        raise PermissionDenied(
            "Only the plan's administrator, and those who were let change it, take this step."
        )
    form = forms.PlanMoveForm(posted(request), initial={"on": today()})
    return asked(
        request, form, lambda data: services.move_plan(plan, action, by=request.user, **data), record=plan,
        title=action.label, submit=action.label, done=f"The plan is {Plan.MOVES[action][1].label.lower()}.",
    )  # fmt: skip


def line_add(request, reference):
    plan = one_for(request, Plan, reference, "funding.change_plan", "editors", above=OF_PLAN)
    form = forms.LineForm(posted(request), plan=plan)
    return asked(
        request, form, lambda data: _set_line(plan, data, request.user), record=plan, title="Add a line",
        submit="Add", done="The line is added.",
    )  # fmt: skip


def line_change(request, reference, pk):
    plan = one_for(request, Plan, reference, "funding.change_plan", "editors", above=OF_PLAN)
    line = get_object_or_404(plan.lines, pk=pk)
    initial = {name: getattr(line, name) for name in forms.LineForm.base_fields if name != "partnerships"}
    initial |= {"partnerships": line.partnerships.all(), "version": version_of(line)}
    form = forms.ChangeLineForm(posted(request), plan=plan, initial=initial)
    return asked(
        request, form, lambda data: _set_line(plan, data, request.user, line), record=plan, title="Change the line",
        submit="Save", done="The line is changed.",
    )  # fmt: skip


def _set_line(plan, data, by, line=None):
    known = {name: data.pop(name) for name in ("partnerships", "version") if name in data}
    return services.set_line(plan, data, by=by, line=line, **known)


def line_remove(request, reference, pk):
    plan = one_for(request, Plan, reference, "funding.change_plan", "editors", above=OF_PLAN)
    line = get_object_or_404(plan.lines, pk=pk)
    return asked(
        request, ReasonForm(posted(request)), lambda data: services.remove_line(line, by=request.user, **data),
        record=plan, title=f"Take out “{line}”", submit="Take it out", done="The line is taken out.", warning=" ",
    )  # fmt: skip


def split_add(request, reference):
    return _split(request, one_for(request, Plan, reference, "funding.change_plan", "editors", above=OF_PLAN))


def split_change(request, reference, pk):
    plan = one_for(request, Plan, reference, "funding.change_plan", "editors", above=OF_PLAN)
    return _split(request, plan, get_object_or_404(plan.splits, pk=pk))


def _split(request, plan, split=None):
    form = forms.SplitForm(posted(request), plan=plan, split=split)
    title = "Change how the cost is shared" if split else "Share a cost between agencies"

    def do(data):
        return services.set_split(plan, shares=form.shares(), by=request.user, split=split, **data)

    return asked(
        request,
        form,
        do,
        record=plan,
        title=title,
        submit="Save",
        done="The split is saved.",
        forms=[form.rows],
    )


def plan_pdf(request, reference):
    plan = whole_plan(request, reference)
    lines = list(plan.lines.all())
    money, unfunded = money_of_plan(plan)
    context = {
        "plan": plan, "lines": lines, "money": money, "unfunded": unfunded,
        "splits": [(split, split.shared) for split in plan.splits.all()], "shares": by_partnership(lines),
    }  # fmt: skip
    draft = plan.status == Plan.Status.DRAFT
    return pdf_of(request, plan, "funding/printed/plan.html", context, title=plan.title, draft=draft)
