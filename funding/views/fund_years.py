"""One year of a fund: who puts in what, how it is divided, and how money moves."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from audit.clock import today
from funding.balances import balance_of
from funding.forms import funds as forms
from funding.models import Allocation, Contribution, Entry, Fund, Virement
from funding.money import percent_of
from funding.portfolio import rule_over, rules_of
from funding.reports import exported
from funding.reports.funds import PARTS, divided, for_children, left_share
from funding.services import funds as services
from funding.services import ledger
from funding.views.funds import OF_FUND, of_year, tabs_of
from records.asking import refusal
from records.export import KINDS, export, one_of_several, pounds
from records.forms import posted
from records.one import one
from records.pages import asked, show
from records.services import version_of
from records.together import gather

LEDGER_SHOWN = 100
LEDGER_HEADINGS = ["Day", "What", "In", "Out", "Set aside", "Note", "By"]


def year_or_404(request, reference, year, permission=""):
    """The year, with its fund, to somebody who may do this to the fund; known to whoever knows of the fund."""
    fund = one(Fund, request.user, reference, *OF_FUND)
    if fund is None:
        raise Http404
    gather(fund, "years", "holdings__holder", "partnership__portfolio_rules")
    its = next((each for each in fund.years.all() if each.year == year), None)
    if its is None:
        raise Http404
    if permission and not request.user.has_perm(permission, its.fund):
        raise PermissionDenied(refusal(permission))
    return its


def fund_year_show(request, reference, year):
    its = year_or_404(request, reference, year)
    gather(its, "contributions__agency", "returns", *PARTS)
    contributions = its.contributions.all()
    balance = balance_of(its, contributions)
    parts, left = divided(its, balance.budget)
    share = left_share(parts, balance.budget)
    if file := one_of_several(
        request, contributions=lambda: exported.contributions(its, contributions),
        division=lambda: exported.division(its, parts, left, share),
    ):  # fmt: skip
        return file
    children = for_children(parts)
    context = {
        "fund_year": its, "balance": balance, "parts": parts, "left": left,
        "left_share": share,
        "children": children, "children_percent": percent_of(children, balance.budget),
        "contributions": contributions,
        "returns": its.returns.all(), "today": today(),
        "holders": [row for row in its.fund.holdings.all() if row.holds_on(today())],
        "rules": [rule for rule in rules_of(its.fund.partnership, its.year, today()) if its.pk in rule.fund_years],
        "writes": request.user.has_perm("funding.change_fund", its.fund),
        "records_money": request.user.has_perm("funding.record_money", its.fund),
        "facts": [its.fund.partnership, f"Financial year {its.year_name}"],
    }  # fmt: skip
    return show(request, "funding/fund_year_show.html", its.fund, tabs_of(its.fund, its), (), **context)


def fund_ledger(request, reference, year):
    its = year_or_404(request, reference, year)
    entries = Entry.objects.filter(fund_year=its).select_related("bid", "made_by__person")
    entries = entries.order_by("-moved_on", "-pk")
    if (kind := request.GET.get("export")) in KINDS:
        lines = [
            [row.moved_on, row.get_kind_display(), *map(pounds, (row.came_in, row.went_out, row.set_aside)),
             row.note, str(row.made_by)]
            for row in entries
        ]  # fmt: skip
        return export(kind, f"ledger-{its.fund.short_name}-{its.year}", LEDGER_HEADINGS, lines)
    virements = Virement.objects.filter(source=its) | Virement.objects.filter(target=its)
    context = {
        "fund_year": its, "balance": balance_of(its), "entries": list(entries[:LEDGER_SHOWN]),
        "virements": list(virements.select_related("source__fund", "target__fund", "asked_by__person")),
        "asks": request.user.has_perm("funding.ask_virement", its.fund),
        "decides": request.user.has_perm("funding.decide_virement", its.fund),
        "facts": [its.fund.partnership, f"Financial year {its.year_name}"],
    }  # fmt: skip
    return show(
        request, "funding/fund_ledger.html", its.fund, tabs_of(its.fund, its, "ledger"), (), **context
    )


def contribution_add(request, reference, year):
    its = year_or_404(request, reference, year, "funding.record_money")
    form = forms.ContributionForm(posted(request))
    return asked(
        request, form, lambda data: services.add_contribution(its, by=request.user, **data), record=its.fund,
        back=of_year(its), title=f"Add a contribution to {its}", submit="Add", done="The contribution is added.",
    )  # fmt: skip


def contribution_state(request, reference, year, pk):
    its = year_or_404(request, reference, year, "funding.record_money")
    given = get_object_or_404(Contribution.objects.select_related("agency"), fund_year=its, pk=pk)
    form = forms.ContributionStateForm(posted(request), given=given)
    return asked(
        request, form, lambda data: services.set_contribution_state(given, by=request.user, **data), record=its.fund,
        row=given, back=of_year(its), title=f"{given.agency}: how sure the contribution is", submit="Save",
        done="Saved.",
    )  # fmt: skip


def allocation_add(request, reference, year):
    its = year_or_404(request, reference, year, "funding.change_fund")
    form = forms.AllocationForm(posted(request), fund_year=its, user=request.user)
    return asked(
        request, form, lambda data: services.allocate(its, by=request.user, **data), record=its.fund,
        back=of_year(its), title=f"Divide {its}", submit="Set it aside", done="It is set aside.",
    )  # fmt: skip


def allocation_change(request, reference, year, pk):
    its = year_or_404(request, reference, year, "funding.change_fund")
    row = get_object_or_404(Allocation, fund_year=its, pk=pk)
    initial = {name: getattr(row, name) for name in forms.AllocationForm.base_fields}
    initial["version"] = version_of(row)
    form = forms.ChangeAllocationForm(posted(request), fund_year=its, user=request.user, initial=initial)
    form.fields["parent"].disabled = True
    return asked(
        request, form, lambda data: _change_allocation(row, data, request.user), record=its.fund,
        back=of_year(its), title=f"Change what is set aside for {row}", submit="Save", done="Saved.",
    )  # fmt: skip


def _change_allocation(row, data, by):
    version = data.pop("version")
    return services.change_allocation(row, data, by=by, version=version)


def rule_set(request, reference, year):
    """The rule over several funds that this one is held to: entered, changed, or ended (S002-187)."""
    its = year_or_404(request, reference, year, "funding.change_fund")
    rule = rule_over(its.fund, today())
    names = ("name", "least_percent", "ended_on")
    initial = {name: getattr(rule, name) for name in names} | {"funds": rule.funds.all()} if rule else {}
    if rule:
        initial |= {"least_percent": f"{rule.least_percent.normalize():f}", "version": version_of(rule)}
    form = forms.RuleForm(posted(request), fund=its.fund, user=request.user, initial=initial)
    do = lambda data: services.set_rule(  # noqa: E731 -- one line of a form
        its.fund.partnership, by=request.user, rule=rule, **data
    )
    return asked(
        request, form, do, record=its.fund, back=of_year(its), title="A rule over several funds", submit="Save",
        done="The rule is saved. Each of its funds shows how the year stands.",
        text="Such as: 10% of SCI and CAD together cross-boundary. It warns, and blocks nothing.",
    )  # fmt: skip


def return_add(request, reference, year):
    its = year_or_404(request, reference, year, "funding.change_fund")
    form = forms.ReturnForm(posted(request))
    return asked(
        request, form, lambda data: services.add_return(its, by=request.user, **data), record=its.fund,
        back=of_year(its), title="Add a return to the funder", submit="Add", done="The return is added.",
    )  # fmt: skip


def return_send(request, reference, year, pk):
    its = year_or_404(request, reference, year, "funding.change_fund")
    row = get_object_or_404(its.returns, pk=pk)
    form = forms.forms.Form(posted(request))
    return asked(
        request, form, lambda _: services.send_return(row, by=request.user), record=its.fund, back=of_year(its),
        title=f"Was “{row}” sent?", submit="It was sent today", done="Noted.",
    )  # fmt: skip


def virement_ask(request, reference, year):
    its = year_or_404(request, reference, year, "funding.ask_virement")
    form = forms.VirementForm(posted(request), source=its, user=request.user)
    return asked(
        request, form, lambda data: ledger.ask_virement(its, by=request.user, **data), record=its.fund,
        back=of_year(its, "fund_ledger"), title=f"Move money out of {its}", submit="Ask for it",
        done="Asked. The chair of the body that decides approves it.",
    )  # fmt: skip


def virement_decide(request, reference, year, pk):
    its = year_or_404(request, reference, year, "funding.decide_virement")
    virement = get_object_or_404(
        Virement.objects.select_related("source__fund", "target__fund"), source=its, pk=pk
    )
    if virement.state != Virement.State.ASKED and request.method != "POST":
        raise Http404
    form = forms.VirementDecisionForm(posted(request))
    return asked(
        request, form, lambda data: ledger.decide_virement(virement, by=request.user, **data), record=its.fund,
        back=of_year(its, "fund_ledger"), title=f"Move {virement}?", submit="Decide", done="Decided.",
        text=virement.reason,
    )  # fmt: skip
