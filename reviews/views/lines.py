"""An action that follows from learning, as its owner at an agency sees it: nothing on it says of which review."""

from design.addresses import url
from design.pages import NextStep
from documents.models import Document
from records.forms import ReasonForm, posted
from records.pages import asked, one_for, one_or_404, show
from records.together import gather
from reviews.forms import ledger as forms
from reviews.lines import LineAction, LineStatus
from reviews.models import ActionLine
from reviews.reports import ledger as reports
from reviews.services import lines as services

OF_LINE = ("partnership", "agency", "contact__person")
REPORT = "reviews.report_actionline"


def line_show(request, reference):
    line = one_or_404(request, ActionLine, reference, above=OF_LINE)
    gather(line, "milestones__made_by__person", "assurances")
    steps = []
    if request.user.has_perm(REPORT, line):
        here = [reference]
        steps = [
            NextStep("Report what was achieved", url("reviews:line_report", *here), primary=True),
            NextStep("Attach evidence", url("reviews:line_attach", *here)),
            NextStep("Report that it is complete", url("reviews:line_done", *here)),
        ]
        if line.status != LineStatus.DOING:
            steps.insert(1, NextStep(LineAction.START.label, url("reviews:line_start", *here)))
    context = {
        "facts": [line.agency], "state": reports.of(line),
        "documents": Document.objects.visible_to(request.user).filter(attached_to=line.pk).order_by("pk"),
    }  # fmt: skip
    tabs = [("Action", line.get_absolute_url(), True)]
    return show(request, "reviews/line_show.html", line, tabs, steps, **context)


def line_report(request, reference):
    line = one_for(request, ActionLine, reference, REPORT, above=OF_LINE)
    return asked(
        request, forms.MilestoneForm(posted(request)),
        lambda data: services.add_milestone(line, by=request.user, **data), record=line,
        title="Report what was achieved", submit="Report it", done="Reported.",
    )  # fmt: skip


def line_start(request, reference):
    line = one_for(request, ActionLine, reference, "reviews.start_actionline", above=OF_LINE)
    form = ReasonForm(posted(request))
    del form.fields["reason"]
    return asked(
        request, form, lambda _: services.start(line, by=request.user), record=line, title=LineAction.START.label,
        submit="It has begun", done="It is in progress.",
    )  # fmt: skip


def line_attach(request, reference):
    line = one_for(request, ActionLine, reference, REPORT, above=OF_LINE)
    form = forms.EvidenceForm(posted(request), request.FILES or None)
    return asked(
        request, form, lambda data: services.attach(line, by=request.user, **data), record=line,
        title="Attach evidence", submit="Attach it", done="Attached. Those who follow the action can read it.",
    )  # fmt: skip


def line_done(request, reference):
    line = one_for(request, ActionLine, reference, REPORT, above=OF_LINE)
    return asked(
        request, forms.CompleteForm(posted(request)), lambda data: services.complete(line, by=request.user, **data),
        record=line, title="Report that it is complete", submit="Report it", done="Reported as complete.",
    )  # fmt: skip
