"""What every page of an assessment shares: how it is fetched, its tabs, and what happens next."""

from assessments.lifecycle.assessments import Action, Level, Status
from assessments.models import Assessment
from design.addresses import url
from design.pages import NextStep
from evidence import months
from evidence.months import Window
from records.pages import ABOVE, moves, one_for, one_or_404, show
from records.together import gather

ABOVE_IT = (*ABOVE, "made_to", "previous")
FOLLOW = "assessments.follow_assessment"
CHANGE = "assessments.change_assessment"
TABS = (
    ("Overview", "assessment"), ("Text", "assessment_read"), ("Evidence", "assessment_evidence"),
    ("Priorities", "assessment_priorities"), ("Scores", "assessment_scores"), ("Comments", "assessment_comments"),
    ("Files", "assessment_files"), ("Districts", "assessment_districts"),
)  # fmt: skip
OWN = {Action.CONSULT: "assessments:assessment_consult", Action.AGREE: "assessments:assessment_agree"}
SCORED = ("issues__matrix__criteria", "issues__points", "issues__priority")
WHOLE = ("sections__figures", "sections__draws_from", "recommended")


def known(request, reference, *parts):
    """With the ``parts`` that its page shows, in one statement (`records.together`)."""
    return _with(one_or_404(request, Assessment, reference, above=ABOVE_IT), parts)


def behind(request, reference, *parts):
    """To the partnership's own people: sources, comments, requests and files."""
    return _with(one_for(request, Assessment, reference, FOLLOW, above=ABOVE_IT), parts)


def written_by(request, reference, *parts, permission=CHANGE):
    return _with(one_for(request, Assessment, reference, permission, above=ABOVE_IT), parts)


def _with(assessment, parts):
    gather(assessment, *parts)
    return assessment


def page(request, template, assessment, here, *, steps=None, **context):
    """``steps``: on the pages that tell what happens next."""
    follows = request.user.has_perm(FOLLOW, assessment)
    tabs = [
        (label, url(f"assessments:{name}", assessment.reference), name == here)
        for label, name in TABS
        if (follows or name == "assessment_read")
        and (name != "assessment_districts" or assessment.level == Level.COUNTY)
    ]
    return show(
        request, f"assessments/{template}.html", assessment, tabs, steps, facts=list(facts_of(assessment)),
        writes=request.user.has_perm(CHANGE, assessment), **context,
    )  # fmt: skip


def facts_of(assessment):
    yield assessment.partnership
    yield f"{assessment.get_level_display()}, for {months.financial_year_words(assessment.year)}"
    if assessment.theme:
        yield assessment.theme
    yield Window(assessment.first, assessment.last).label
    if assessment.data_to is not None:
        yield months.data_to(assessment.data_to)


def steps_of(user, assessment):
    yield from moves(
        user, assessment, "assessments:assessment_move", own=OWN.items(), primary=(Action.CONSULT, Action.AGREE),
        warning=(Action.WITHDRAW,),
    )  # fmt: skip
    if not user.has_perm("assessments.publish_assessment", assessment):
        return
    if assessment.status == Status.AGREED and not assessment.published_on:
        yield _step(assessment, "Publish it for everyone", "assessment_publish", primary=True)
    if assessment.published_on:
        yield _step(assessment, "Take it down", "assessment_take_down")


def _step(assessment, label, name, **how):
    return NextStep(label, url(f"assessments:{name}", assessment.reference), **how)
