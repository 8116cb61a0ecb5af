"""Funds: the list with the year's money, a fund, and one of its years."""

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.shortcuts import render

from audit.clock import today
from design.addresses import url
from design.pages import Column
from funding.forms import funds as forms
from funding.lifecycle.plans import FundAction
from funding.models import Fund, FundingCall, Holding
from funding.money import year_name, year_of
from funding.reports.funds import YEAR_COLUMNS, contributions_by_agency, funds_with_money, years_of
from funding.services import funds as services
from funding.standard import READY
from partnership.models import Partnership
from records.asking import refusal
from records.export import KINDS, export, pounds
from records.forms import ReasonForm, posted
from records.pages import ABOVE, asked, moves, one_for, one_or_404, show
from records.services import version_of

OF_FUND = (*ABOVE, "funder", "channel", "needs_agreement")
LIST_COLUMNS = (
    Column("Fund"), Column("Given by"), Column("To award", numeric=True), Column("Committed", numeric=True),
    Column("Free", numeric=True),
)  # fmt: skip
REPORT_YEARS = 3


def holdings(of="holdings"):
    """Who holds the money of a fund that was found for its reader."""
    return Prefetch(of, Holding.objects.select_related("holder", "administrator", "held_for"))


def fund_list(request):
    year = _year(request)
    rows = funds_with_money(request.user, year)
    if (kind := request.GET.get("export")) in KINDS:
        lines = [
            [fund.title, fund.short_name, str(fund.funder or ""), year_name(year), *_sums(its)]
            for fund, _, its in rows
        ]
        return export(kind, f"funds-{year}", EXPORTED, lines)
    context = {
        "rows": rows, "year": year, "years": forms.year_choices(), "columns": LIST_COLUMNS,
        "adds": bool(request.user.places.funds_in), "ready": READY,
        "mine": Partnership.objects.visible_to(request.user).filter(pk__in=request.user.places.partnerships),
    }  # fmt: skip
    return render(request, "funding/fund_list.html", context)


EXPORTED = ["Fund", "Short name", "Given by", "Year", "To award", "Committed", "Free", "Paid", "In hand"]


def _sums(its):
    if its is None:
        return [""] * 5
    return map(pounds, (its.budget, its.committed, its.free, its.paid, its.in_hand))


def _year(request):
    text = request.GET.get("year", "")
    return int(text) if text.isdecimal() and len(text) == 4 else year_of(today())


def fund_contributions(request):
    """Each agency's money by year and source (S002-47)."""
    last = _year(request)
    years = range(last - REPORT_YEARS + 1, last + 1)
    seen = Fund.objects.visible_to(request.user)
    rows = contributions_by_agency(seen.values("pk"), list(years))
    if (kind := request.GET.get("export")) in KINDS:
        lines = [
            [agency, source, *(pounds(by.get(y, 0)) for y in years), pounds(total)]
            for agency, source, by, total in rows
        ]
        return export(kind, "contributions", ["Agency", "Source", *map(year_name, years), "In all"], lines)
    columns = [Column("Agency"), Column("Source"), *(Column(year_name(y), numeric=True) for y in years),
               Column("In all", numeric=True)]  # fmt: skip
    context = {
        "rows": rows,
        "years": years,
        "year": last,
        "choices": forms.year_choices(),
        "columns": columns,
    }
    return render(request, "funding/contributions.html", context)


def fund_add(request):
    if not request.user.places.funds_in:
        raise PermissionDenied(refusal("funding.add_fund"))
    form = forms.NewFundForm(
        posted(request), user=request.user, initial=_started_from(request.GET.get("from", ""))
    )
    return asked(
        request, form, lambda data: services.add_fund(by=request.user, once=True, **data), record=None,
        back=lambda fund: fund.get_absolute_url(), cancel=url("funding:funds"), title="Add a fund", submit="Add",
        done="The fund is added. Open its first year next.",
    )  # fmt: skip


def _started_from(name):
    """The fields of a ready fund, to be changed before it is added."""
    ready = READY.get(name)
    return (
        {} if ready is None else {key: getattr(ready, key) for key in ("title", "short_name", "objectives")}
    )


def fund_show(request, reference):
    fund = one_or_404(request, Fund, reference, "objectives", holdings(), above=OF_FUND)
    rounds = FundingCall.objects.visible_to(request.user).filter(fund_years__fund=fund).distinct()
    context = {
        "rounds": rounds.order_by("-opens_at", "-pk"),
        "years": years_of(fund), "columns": YEAR_COLUMNS, "facts": [fund.partnership, fund.short_name],
        "writes": request.user.has_perm("funding.change_fund", fund), "today": today(),
    }  # fmt: skip
    return show(request, "funding/fund_show.html", fund, tabs_of(fund), _steps(request.user, fund), **context)


def tabs_of(fund, year=None, part=""):
    tabs = [("Fund", fund.get_absolute_url(), year is None)]
    if year is not None:
        tabs.append((year.year_name, of_year(year), part == ""))
        tabs.append((f"Ledger {year.year_name}", of_year(year, "fund_ledger"), part == "ledger"))
    return tabs


def of_year(fund_year, page="fund_year", *more):
    return url(f"funding:{page}", fund_year.fund.reference, fund_year.year, *more)


def _steps(user, fund):
    yield from moves(user, fund, "funding:fund_move", warning=(FundAction.CLOSE,))


def fund_change(request, reference):
    fund = one_for(request, Fund, reference, "funding.change_fund", "objectives", above=OF_FUND)
    initial = forms.ChangeFundForm.initial_of(fund) | {"version": version_of(fund)}
    form = forms.ChangeFundForm(posted(request), initial=initial, partnership=fund.partnership)

    def do(data):
        version, objectives = data.pop("version"), data.pop("objectives")
        return services.change_fund(fund, data, by=request.user, objectives=objectives, version=version)

    return asked(
        request, form, do, record=fund, title="Change the fund", submit="Save", done="The fund is changed."
    )


def fund_move(request, reference, action):
    fund = one_or_404(request, Fund, reference, above=OF_FUND)
    if not request.user.has_perm(f"funding.{action}_fund", fund):
        raise PermissionDenied(refusal("funding.change_fund"))
    form = ReasonForm(posted(request))
    return asked(
        request, form, lambda data: services.move_fund(fund, action, by=request.user, **data), record=fund,
        title=f"{FundAction(action).label} the fund", submit=FundAction(action).label, done="It is done.",
    )  # fmt: skip


def fund_year_open(request, reference):
    fund = one_for(request, Fund, reference, "funding.change_fund", above=OF_FUND)
    form = forms.YearForm(posted(request))
    return asked(
        request, form, lambda data: services.open_year(fund, data["year"], by=request.user), record=fund,
        back=of_year, cancel=fund.get_absolute_url(), title="Open a financial year",
        submit="Open it",
        done="The year is open. Enter who contributes what.",
    )  # fmt: skip


def fund_holder(request, reference):
    fund = one_for(request, Fund, reference, "funding.change_fund", above=OF_FUND)
    form = forms.HolderForm(posted(request), user=request.user)
    return asked(
        request, form, lambda data: services.set_holder(fund, by=request.user, **data), record=fund,
        title="Who holds the money", submit="Save", done="Saved.",
        text="A partnership is no legal body and has no account: an agency banks the money on its behalf.",
    )  # fmt: skip
