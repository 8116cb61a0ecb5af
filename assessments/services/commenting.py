"""Out for comment to the partnership: comments on sections, and what was done about each (S001-135, S001-158)."""

from django.db import transaction

from assessments.lifecycle.assessments import Action
from assessments.models import Comment
from audit.clock import now, today
from audit.services import log
from partnership.models import Post
from records.asking import hold
from records.lifecycle import MoveRefused, move
from records.models import Record
from records.writing import as_seen, keep


@transaction.atomic
def consult(assessment, *, comments_until, by):
    """The partnership may read the draft and comment on it until that day, the day itself included."""
    if comments_until <= today():
        raise MoveRefused("Give a closing day that is still to come.")
    return move(
        assessment, Action.CONSULT, by=by, comments_until=comments_until, audience=Record.Audience.PARTNERSHIP
    )


@transaction.atomic
def comment(section, text, *, by):
    assessment = hold(section.assessment, by=by, permission="assessments.comment_assessment")
    if assessment.comments_until and assessment.comments_until < today():
        raise MoveRefused(
            "The day until which comments were taken is past. Ask the partnership's officer for more time."
        )
    if not text.strip():
        raise MoveRefused("Write your comment.")
    post = Post.objects.current().filter(person=by.person_id).select_related("agency").first()
    made = Comment(section=section, text=text.strip(), made_at=now(), made_by=by, agency=post and post.agency)
    keep(made, by=by)
    log(assessment, "comment", by=by, changes={"section": section.title})
    return made


@transaction.atomic
def answer_comment(made, *, answer, answer_text, by, version=None):
    """What was done about it: accepted, not accepted, or noted."""
    assessment = hold(made.section.assessment, by=by, permission="assessments.change_assessment")
    if answer == Comment.Answer.REJECTED and not answer_text.strip():
        raise MoveRefused("Say why the comment is not accepted; whoever made it reads the reason.")
    made = as_seen(made, version)
    made.answer, made.answer_text = answer, answer_text.strip()
    made.answered_at, made.answered_by = now(), by
    keep(made, by=by)
    log(assessment, "answer comment", by=by, changes={"section": made.section.title, "answer": answer})
    return made
