"""Incidents by month of a problem record, taken from the police data that assessments hold."""

from django.contrib import messages
from django.shortcuts import redirect

from assessments.forms.data import areas_with_counts
from assessments.reports.crime import held_months
from design.filters import plural
from home import services
from home.forms import PoliceMonthsForm
from partnership.services.writing import ChangedMeanwhile
from problems.forms.counts import written
from problems.views.frame import problem_for
from records.forms import accepted, ask, conflict, posted
from records.services import version_of

TEXT = (
    "Recorded crime and anti-social behaviour of data.police.uk, by area and month. It takes the place of the months "
    "that stand there of the same areas. An area is wider than most problems: where you can, count the problem itself."
)
NO_DATA = "Wait until police data is loaded: no month of any area is here yet."


def police_months_take(request, reference):
    problem = problem_for(request, reference, "problems.change_problem", "counts")
    areas, held = areas_with_counts(request.user.places.partnerships), held_months()
    form = PoliceMonthsForm(posted(request), areas=areas, held=held, initial={"version": version_of(problem)})
    back = redirect("problems:assessment", reference).url
    taken = []
    try:
        if accepted(form, lambda data: taken.append(_take(problem, data, request.user))):
            messages.success(request, f"{plural(taken[0], 'month')} of police data stand on the record.")
            return redirect(back)
    except ChangedMeanwhile as meanwhile:
        current = meanwhile.current
        rows = [("Incidents by month", written(current.counts.all()), "Those of police data, as chosen")]
        return conflict(
            request, form, current, version_of(current), title="Incidents by month", cancel=back, fields=rows
        )
    return ask(
        request, form, title="Take incidents by month from police data", submit="Take them", reference=reference,
        text=TEXT, cancel=back, blockers=[] if areas and held else [NO_DATA],
    )  # fmt: skip


def _take(problem, data, user):
    areas = {place: data[name] for name, place in services.PLACES.items() if data[name]}
    return services.take_police_months(
        problem, areas, kinds=data["kinds"], first=data["first"], last=data["last"], by=user,
        version=data["version"],
    )  # fmt: skip
