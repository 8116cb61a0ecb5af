from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect

from problems import services
from problems.forms import PartnerForm
from problems.views.frame import problem_for
from records.forms import ReasonForm, accepted, ask, posted
from records.pages import asked

SHARE = "problems.share_problem"


def partner_add(request, reference):
    problem = problem_for(request, reference, SHARE)
    reads = request.user.has_perm("problems.view_sides", problem)
    form = PartnerForm(posted(request), problem=problem, reads_sides=reads)
    if accepted(
        form, lambda data: services.add_partner(problem, data.pop("agency"), by=request.user, **data)
    ):
        messages.success(request, "The agency has its part, and its people may open this record.")
        return redirect(problem)
    return _ask(request, problem, form, "Add a partner agency", "Add the agency")


def partner_change(request, reference, pk):
    """Its part and its terms anew: they take the place of the former."""
    problem = problem_for(request, reference, SHARE)
    row = _row_or_404(problem, pk)
    reads = request.user.has_perm("problems.view_sides", problem)
    form = PartnerForm(posted(request), problem=problem, reads_sides=reads, initial={"part": row.part})
    del form.fields["agency"]
    return asked(
        request, form, lambda data: services.add_partner(problem, row.agency, by=request.user, row=row, **data),
        record=problem, row=row, done=f"The part of {row.agency} is changed.", submit="Save",
        title=f"Change the part of {row.agency}",
        text="What you choose here takes the place of the access it has now.",
    )  # fmt: skip


def partner_remove(request, reference, pk):
    problem = problem_for(request, reference, SHARE)
    row = _row_or_404(problem, pk)
    form = ReasonForm(posted(request))
    if accepted(form, lambda data: services.remove_partner(row, by=request.user, **data)):
        messages.success(request, f"{row.agency} has no part in this any more.")
        return redirect(problem)
    text = "Its people lose the access that came with its part. What they did stays in the history."
    return _ask(request, problem, form, f"Take off {row.agency}", "Take it off", text=text)


def _row_or_404(problem, pk):
    return get_object_or_404(problem.partners.select_related("agency"), pk=pk)


def _ask(request, problem, form, title, submit, **context):
    return ask(
        request, form, title=title, submit=submit, reference=problem.reference,
        cancel=problem.get_absolute_url(), **context,
    )  # fmt: skip
