"""The draft goes out to the partnership; its people comment on sections, and are told what was done."""

from django.shortcuts import get_object_or_404

from assessments.forms.commenting import AnswerForm, CommentForm, ConsultForm
from assessments.lifecycle.assessments import Action
from assessments.models import Comment
from assessments.services import commenting as services
from assessments.views.assessment_frame import behind, page, written_by
from audit.clock import today
from design.addresses import url
from records.forms import posted
from records.pages import asked

COMMENT = "assessments.comment_assessment"


def consult(request, reference):
    assessment = written_by(request, reference, permission=f"assessments.{Action.CONSULT}_assessment")
    form = ConsultForm(posted(request))
    blockers = () if form.is_bound or assessment.status != "draft" else assessment.blockers(Action.CONSULT)
    return asked(
        request, form, lambda data: services.consult(assessment, by=request.user, **data), record=assessment,
        title=Action.CONSULT.label, submit="Send it out", blockers=blockers,
        text="Everybody in the partnership can read it, marked as a draft, and comment on each section.",
        done="It is out for comment. The members are told.",
    )  # fmt: skip


def comments_show(request, reference):
    """All comments to those who write it; to others their own."""
    assessment = behind(request, reference, "sections")
    sections = list(assessment.sections.all())
    made = Comment.objects.filter(section__assessment=assessment).select_related("made_by__person", "agency")
    if not request.user.has_perm("assessments.send_assessment", assessment):
        made = made.filter(made_by=request.user)
    by_section = {}
    for comment in made:
        by_section.setdefault(comment.section_id, []).append(comment)
    return page(
        request, "comments", assessment, "assessment_comments",
        rows=[(section, by_section.get(section.pk, [])) for section in sections],
        comments=request.user.has_perm(COMMENT, assessment) and not _is_over(assessment),
        everybodys=request.user.has_perm("assessments.send_assessment", assessment), is_over=_is_over(assessment),
    )  # fmt: skip


def _is_over(assessment):
    return assessment.comments_until is not None and assessment.comments_until < today()


def comment_add(request, reference, pk):
    assessment = written_by(request, reference, permission=COMMENT)
    section = get_object_or_404(assessment.sections, pk=pk)
    return asked(
        request, CommentForm(posted(request)),
        lambda data: services.comment(section, data["text"], by=request.user), record=assessment,
        back=_back(assessment), title=f"Comment on “{section.title}”", submit="Send the comment",
        done="Your comment is sent. You will see here what was done about it.",
    )  # fmt: skip


def comment_answer(request, reference, pk):
    assessment = written_by(request, reference)
    made = get_object_or_404(Comment.objects.filter(section__assessment=assessment), pk=pk)
    form = AnswerForm(posted(request), initial={"answer": made.answer, "answer_text": made.answer_text})
    return asked(
        request, form, lambda data: services.answer_comment(made, by=request.user, **data), record=assessment,
        row=made, back=_back(assessment), title="What was done about the comment", submit="Save", done="Saved.",
        text=f"{made.made_by}: {made.text}",
    )  # fmt: skip


def _back(assessment):
    return url("assessments:assessment_comments", assessment.reference)
