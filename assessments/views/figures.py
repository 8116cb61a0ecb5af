"""Figures that are entered: one at a time, or from a partner's file; and those that were replaced."""

from django.contrib import messages
from django.shortcuts import redirect, render

from assessments.forms.importing import ColumnsForm, FileForm
from assessments.forms.indicators import ObserveForm
from assessments.importing import COLUMNS, read_file
from assessments.models import Indicator
from assessments.observed import Figure
from assessments.reports.indicator import earlier_of
from assessments.reports.taken import taken_from
from assessments.services import importing
from assessments.services.observing import NEW, OBSERVE, REPLACED, SAME, observe, replaced_by
from assessments.views.indicators import ABOVE, steps_of, tabs_of
from design.filters import plural
from documents.tables import Sheet, Unreadable, guess
from records.forms import accepted, ask, posted
from records.pages import one_for, one_or_404, show

DONE = {
    NEW: "The figure is kept.",
    REPLACED: "The figure is kept. The earlier one stays under “Earlier figures”.",
    SAME: "That figure was there already. Nothing was changed.",
}
MAIN = ("period", "at", "hour", "area", "value")  # columns that most files have
SHOWN = 20  # lines of a file in the preview


def observe_add(request, reference):
    indicator = one_for(request, Indicator, reference, OBSERVE, "areas", above=ABOVE)
    form = ObserveForm(posted(request), indicator=indicator)
    kept = []

    def do(data):
        kept.append(observe(indicator, Figure(**data), by=request.user))

    if accepted(form, do):
        messages.success(request, DONE[kept[0]])
        return redirect(indicator)
    return ask(
        request, form, title=f"Enter a figure: {indicator.title}", text=indicator.definition, submit="Keep it",
        cancel=indicator.get_absolute_url(), reference=indicator.reference,
    )  # fmt: skip


def indicator_earlier(request, reference):
    indicator = one_or_404(request, Indicator, reference, above=ABOVE)
    context = {"periods": earlier_of(indicator), "facts": [indicator.get_measures_display(), indicator.body]}
    tabs = tabs_of(indicator, "indicator_earlier")
    steps = steps_of(request.user, indicator)
    return show(request, "assessments/indicator_earlier.html", indicator, tabs, steps, **context)


def figures_import(request, reference):
    """A file is chosen; then its columns are named over a preview; then all of it is taken, or nothing."""
    indicator = one_for(request, Indicator, reference, OBSERVE, "areas", above=ABOVE)
    if "content" in request.POST:
        return _columns(request, indicator)
    form = FileForm(posted(request), request.FILES or None)
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            sheet = read_file(file)
        except Unreadable as refusal:
            form.add_error("file", str(refusal))
        else:
            return _preview(request, indicator, sheet, file.name, form.cleaned_data["agency"])
    text = (
        "A table with a line of headings: a period, an area and a figure on each line. Or an incident on each line,"
        " with its date and time, counted by month and by hour of the week; a month that comes again is replaced whole."
    )
    return ask(
        request, form, title=f"Load figures: {indicator.title}", submit="Read the figures", text=text,
        cancel=indicator.get_absolute_url(), reference=indicator.reference,
    )  # fmt: skip


def _preview(request, indicator, sheet, name, agency):
    columns = importing.remembered(indicator, sheet.headings) or guess(sheet.headings, COLUMNS)
    if "period" in columns:
        columns.pop("at", None)
    form = ColumnsForm(sheet=sheet, columns=columns, name=name, agency=agency)
    return _page(request, indicator, form, columns)


def _columns(request, indicator):
    form = ColumnsForm(request.POST)
    sheet: Sheet = form.sheet
    if sheet is None:
        messages.error(request, "The file was lost on the way. Choose it again.")
        return redirect("assessments:figures_import", indicator.reference)
    form.is_valid()
    columns, days = form.columns(), form.days()
    if request.POST.get("step") != "load":
        return _page(request, indicator, form, columns, days=days)
    kept: list = []

    def do(data):
        kept.append(
            importing.import_figures(
                indicator,
                sheet,
                columns,
                by=request.user,
                file=data["name"],
                agency=data["agency"],
                days=days,
            )
        )

    if accepted(form, do):
        done = kept[0]
        said = f"{plural(done[NEW], 'new figure')}, {done[REPLACED]} in place of others, {done[SAME]} there already."
        messages.success(request, said)
        return redirect(indicator)
    return _page(request, indicator, form, columns, days=days, status=422)


def _taken(indicator, found):
    return taken_from(indicator, found, replaced_by(indicator, found.figures)) if found else None


def _page(request, indicator, form, columns, *, days=importing.NOT_SAID, status=200):
    sheet = form.sheet
    found = importing.read(indicator, sheet, columns, days) if importing.is_enough(columns) else None
    context = {
        "indicator": indicator, "form": form, "sheet": sheet, "rows": sheet.rows[:SHOWN], "found": found,
        "needs": importing.NEEDS, "main": [f"column_{what}" for what in MAIN],
        "others": [f"column_{what}" for what in COLUMNS if what not in MAIN], "others_said": set(columns) - set(MAIN),
        "cancel": indicator.get_absolute_url(), "taken": _taken(indicator, found),
    }  # fmt: skip
    return render(request, "assessments/figures_import.html", context, status=status)
