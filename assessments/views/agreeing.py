"""The chair signs, or an officer records the meeting that agreed it; then it may be published."""

from django.contrib import messages
from django.shortcuts import redirect

from assessments.blockers import still_open
from assessments.few import few_in
from assessments.forms.agreeing import MeetingForm, PublishForm, SignForm
from assessments.lifecycle.assessments import Action
from assessments.reports.ordering import order_of
from assessments.services import agreeing, publishing
from assessments.views.assessment_frame import SCORED, WHOLE, page, written_by
from records.forms import ReasonForm, accepted, posted
from records.pages import asked

AGREE, PUBLISH = "assessments.agree_assessment", "assessments.publish_assessment"
DONE = "The assessment is agreed. Its figures are kept as they are today."


def agree(request, reference):
    assessment = written_by(request, reference, "statements", *WHOLE, *SCORED, permission=AGREE)
    if assessment.status not in assessment.MOVES[Action.AGREE][0]:
        messages.info(request, f"It is “{assessment.get_status_display()}” already.")
        return redirect(assessment)
    if assessment.body_id in request.user.places.chaired and request.GET.get("by") != "meeting":
        return _sign(request, assessment)
    form = MeetingForm(
        posted(request), assessment=assessment, user=request.user, still_open=_still_open(assessment)
    )
    return asked(
        request, form, lambda _: agreeing.record_agreed(assessment, form.agreed, by=request.user), record=assessment,
        title=Action.AGREE.label, submit=Action.AGREE.label, done=DONE,
        blockers=() if form.is_bound else assessment.blockers(Action.AGREE),
        text="Its chair signs it here, or you record the meeting that agreed it, once its minutes are approved.",
    )  # fmt: skip


def _still_open(assessment):
    """An order without its why is printed as such for good (`assessments.reports.ordering`)."""
    return [*still_open(assessment), *order_of(assessment).unexplained]


def _sign(request, assessment):
    """What the chair signs is the text that this page leads to, as it stood when the page was opened."""
    form = SignForm(
        posted(request), initial={"digest_seen": agreeing.digest_now(assessment)},
        still_open=_still_open(assessment),
    )  # fmt: skip

    def do(data):
        return agreeing.sign_assessment(assessment, by=request.user, digest_seen=data["digest_seen"])

    if accepted(form, do):
        messages.success(request, DONE)
        return redirect(assessment)
    if form.is_bound:  # whoever must read again signs what they now read
        form.data = form.data.copy()
        form.data["digest_seen"] = agreeing.digest_now(assessment)
    answer = page(
        request, "sign", assessment, "", form=form, statement=agreeing.STATEMENT,
        blockers=() if form.is_bound else assessment.blockers(Action.AGREE),
    )  # fmt: skip
    answer.status_code = 422 if form.errors else 200
    return answer


def publish(request, reference):
    assessment = written_by(request, reference, permission=PUBLISH)
    form = PublishForm(posted(request), few=few_in(assessment))

    def do(data):
        said = {name: data[name] for name in ("confirmed", "reason") if name in data}
        return publishing.publish(assessment, by=request.user, **said)

    return asked(
        request, form, do, record=assessment,
        title="Publish it for everyone", submit="Publish", done="It is published. Its PDF follows in a minute.",
        blockers=() if form.is_bound else list(publishing.blockers(assessment)),
        text="Its summary and a PDF can be read without signing in. Counts of one to four in its figures are"
        " left out; what the text itself says is not changed. Small numbers that are found in it are listed here.",
    )  # fmt: skip


def take_down(request, reference):
    assessment = written_by(request, reference, permission=PUBLISH)
    return asked(
        request, ReasonForm(posted(request)), lambda data: publishing.take_down(assessment, by=request.user, **data),
        record=assessment, title="Take it down", submit="Take it down", done="The public page is taken down.",
    )  # fmt: skip
