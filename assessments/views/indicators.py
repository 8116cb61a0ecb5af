"""Indicators: the list, the page of one, what it is, its targets and benchmarks."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render

from assessments.comparing import shown
from assessments.forms import indicators as forms
from assessments.forms.fields import of_partnership
from assessments.forms.lists import IndicatorFilter
from assessments.lifecycle.evidence import IndicatorAction
from assessments.models import Indicator
from assessments.reports.indicator import drawn_of
from assessments.reports.indicators import (
    FIGURE_HEADINGS,
    HEADINGS,
    figures_of,
    indicators_for,
    line,
    rows_of,
)
from assessments.reports.peers import peers_of
from assessments.series import series_of
from assessments.services import indicators as services
from design.addresses import url
from design.pages import NextStep
from records.access import note_reading
from records.asking import refusal
from records.export import KINDS, export
from records.forms import ReasonForm, posted
from records.pages import asked, moves, one_for, one_or_404, show
from records.services import version_of
from records.together import gather

ABOVE = ("partnership", "body", "supplier", "supplied_by", "stands_in_for")
FIELDS = (
    "title", "definition", "measures", "unit", "direction", "step", "made_from", "categories", "offences", "source",
    "caveat", "geography", "base", "base_year", "low_count", "baseline", "breaks", "body", "stands_in_for",
    "supplied_by", "supplier", "due_after",
)  # fmt: skip
MANY = ("areas", "priorities")
NEW = {"measures": "crimes", "direction": "lower", "step": "month", "made_from": "entered"}
CHANGE = "assessments.change_indicator"


def indicator_list(request):
    filters = IndicatorFilter(request.GET, user=request.user)
    chosen = filters.chosen()
    rows = rows_of(indicators_for(request.user, chosen), chosen["course"])
    if (kind := request.GET.get("export")) in KINDS:
        for row in rows:
            note_reading(request.user, row.indicator, "download")
        return export(kind, "indicators", HEADINGS, [line(row) for row in rows])
    context = {
        "rows": rows, "filters": filters, "chosen": filters.tags(request.GET),
        "adds": bool(request.user.places.assesses_in),
    }  # fmt: skip
    return render(request, "assessments/indicator_list.html", context)


def tabs_of(indicator, here):
    rows = [
        ("Figures", "indicator"),
        ("Beside its group", "indicator_peers"),
        ("About it", "indicator_about"),
        ("Earlier figures", "indicator_earlier"),
    ]
    return [
        (label, url(f"assessments:{name}", indicator.reference), name == here)
        for label, name in rows
        if name != "indicator_earlier" or not indicator.is_counted
    ]


def steps_of(user, indicator):
    reference = indicator.reference
    is_entered = indicator.status == Indicator.Status.ACTIVE and not indicator.is_counted
    if is_entered and user.has_perm("assessments.observe_indicator", indicator):
        yield NextStep("Enter a figure", url("assessments:observe", reference), primary=True)
        yield NextStep("Load or paste figures", url("assessments:figures_import", reference))
    if user.has_perm(CHANGE, indicator):
        yield NextStep("Set a target", url("assessments:target_add", reference))
        yield NextStep("Add a benchmark", url("assessments:benchmark_add", reference))
    yield from moves(user, indicator, "assessments:indicator_move")


def indicator_show(request, reference):
    indicator = one_or_404(request, Indicator, reference, above=ABOVE)
    gather(indicator, "areas", "targets", "benchmarks")
    if (kind := request.GET.get("export")) in KINDS:
        note_reading(request.user, indicator, "download")
        return export(
            kind, indicator.reference, FIGURE_HEADINGS, list(figures_of(indicator, series_of(indicator)))
        )
    data_to, figures = drawn_of(indicator, request.GET.get("area", ""))
    context = {"figures": figures, "facts": [indicator.get_measures_display(), indicator.body, data_to]}
    steps = steps_of(request.user, indicator)
    return show(
        request,
        "assessments/indicator_show.html",
        indicator,
        tabs_of(indicator, "indicator"),
        steps,
        **context,
    )


def indicator_peers(request, reference):
    """Beside the areas most like it, as an analyst entered them."""
    indicator = one_or_404(request, Indicator, reference, "areas", above=ABOVE)
    found = peers_of(indicator, request.GET.get("group", ""))
    context = {"found": found, "facts": [indicator.get_measures_display(), indicator.body]}
    tabs, steps = tabs_of(indicator, "indicator_peers"), steps_of(request.user, indicator)
    return show(request, "assessments/indicator_peers.html", indicator, tabs, steps, **context)


def indicator_about(request, reference):
    indicator = one_or_404(
        request, Indicator, reference, "areas", "targets__set_by_body", "benchmarks", above=ABOVE
    )
    known = Indicator.objects.visible_to(request.user)
    context = {
        "priorities": indicator.priorities.visible_to(request.user).order_by("title"),
        "stand_ins": known.filter(stands_in_for=indicator).order_by("title"),
        "stands_in_for": known.filter(pk=indicator.stands_in_for_id).first() if indicator.stands_in_for_id else None,
        "shown": shown, "breaks": [forms.break_words(row) for row in indicator.breaks], "names": dict(forms.CATEGORIES),
        "writes": request.user.has_perm(CHANGE, indicator), "facts": [indicator.get_measures_display(), indicator.body],
    }  # fmt: skip
    tabs = tabs_of(indicator, "indicator_about")
    steps = steps_of(request.user, indicator)
    return show(request, "assessments/indicator_about.html", indicator, tabs, steps, **context)


def indicator_add(request):
    mine = request.user.places.assesses_in
    if not mine:
        raise PermissionDenied(refusal("assessments.add_indicator"))
    form = forms.IndicatorForm(posted(request), user=request.user, partnerships=mine, initial=NEW)
    return asked(
        request, of_partnership(form, request.user),
        lambda data: services.add_indicator(by=request.user, once=True, **data),
        record=None, back=lambda made: made.get_absolute_url(), cancel=url("assessments:indicators"),
        title="Add an indicator", submit="Add it", done="It is added.",
    )  # fmt: skip


def indicator_change(request, reference):
    indicator = one_for(request, Indicator, reference, CHANGE, *MANY, above=ABOVE)
    initial = {name: getattr(indicator, name) for name in FIELDS} | {"version": version_of(indicator)}
    initial |= {name: getattr(indicator, name).all() for name in MANY}
    places = {"user": request.user, "partnerships": [indicator.partnership_id], "but": indicator.pk}
    form = forms.ChangeIndicatorForm(posted(request), initial=initial, **places)

    def do(data):
        many, version = {name: data.pop(name) for name in MANY}, data.pop("version")
        return services.change_indicator(indicator, data, by=request.user, many=many, version=version)

    return asked(
        request, form, do, record=indicator, title="Change what it says", submit="Save", done="Saved."
    )


def indicator_move(request, reference, action):
    action = IndicatorAction(action)
    indicator = one_for(request, Indicator, reference, f"assessments.{action}_indicator")
    form = ReasonForm(posted(request))
    return asked(
        request, form, lambda data: services.move_indicator(indicator, action, by=request.user, **data),
        record=indicator, title=action.label, submit=action.label, done="It is recorded.",
    )  # fmt: skip


def target(request, reference, pk=None):
    indicator = one_for(request, Indicator, reference, CHANGE)
    row = _part(indicator.targets, pk)
    initial = {name: getattr(row, name) for name in forms.TargetForm.base_fields} if row else {}
    form = forms.TargetForm(posted(request), indicator=indicator, initial=initial)
    return asked(
        request, form, lambda data: services.set_target(
            indicator, data, by=request.user, target=row, version=data.pop("version", None)
        ),
        record=indicator, row=row, back=indicator.get_absolute_url(), title="Target", submit="Save",
        done="The target is set.",
    )  # fmt: skip


def benchmark(request, reference, pk=None):
    indicator = one_for(request, Indicator, reference, CHANGE)
    row = _part(indicator.benchmarks, pk)
    initial = {name: getattr(row, name) for name in forms.BenchmarkForm.base_fields} if row else {}
    form = forms.BenchmarkForm(posted(request), initial=initial)
    return asked(
        request, form, lambda data: services.set_benchmark(
            indicator, data, by=request.user, benchmark=row, version=data.pop("version", None)
        ),
        record=indicator, row=row, back=indicator.get_absolute_url(), title="Benchmark", submit="Save",
        done="The benchmark is kept.",
    )  # fmt: skip


def target_remove(request, reference, pk):
    return _removed(request, reference, pk, "targets", "target")


def benchmark_remove(request, reference, pk):
    return _removed(request, reference, pk, "benchmarks", "benchmark")


def _removed(request, reference, pk, rows, what):
    indicator = one_for(request, Indicator, reference, CHANGE)
    row = _part(getattr(indicator, rows), pk)
    back = url("assessments:indicator_about", reference)
    return asked(
        request, ReasonForm(posted(request)), lambda data: services.remove_part(row, by=request.user, **data),
        record=indicator, back=back, title=f"Take away the {what}", submit="Take it away",
        text="It is shown no longer. What it said stays in the history.", done=f"The {what} is taken away.",
    )  # fmt: skip


def _part(rows, pk):
    if pk is None:
        return None
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Http404
    return row
