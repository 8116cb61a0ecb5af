"""Who scores a bid, and who may not: nobody of an applicant's agency, and nobody with an interest (S002-190)."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from audit.clock import now, today
from audit.services import log
from funding.hearing import runners_of
from funding.lifecycle.bids import UNDECIDED, Status
from funding.models import Assignment, Interest, ScoringForm
from notices.services import notify
from partnership.models import Agency, Partner, Post, Role, User
from records.access import end_grant, end_shut_out, give, shut_out
from records.asking import hold, refusal, say_why
from records.lifecycle import MoveRefused, locked
from records.writing import keep

MANAGE = "funding.manage_bid"
SCORES = "Scores this bid"
DECLARED = "Declared an interest in this bid"


@transaction.atomic
def assign_scorer(bid, person, *, by, due_on=None):
    """Give the bid to somebody to score. They see it by a grant, and are told."""
    bid = hold(bid, by=by, permission=MANAGE)
    user = User.objects.filter(person=person).first()
    agencies = agencies_of(person)
    if reasons := list(assignment_blockers(bid, person, user, agencies, due_on)):
        raise MoveRefused(*reasons)
    row = Assignment(
        bid=bid, scorer=person, agency=agencies[0], assigned_at=now(), assigned_by=by, due_on=due_on
    )
    keep(row, by=by)
    give(bid, user, by=by, reason=SCORES)
    log(bid, "assign scorer", by=by, changes={"scorer": str(person), "agency": str(row.agency)})
    notify(
        [user], bid, f"score-{row.pk}", subject=f"{bid.reference}: a bid to score",
        line="A bid was given to you to score. Say at once if you have an interest in it.",
    )  # fmt: skip
    return row


def assignment_blockers(bid, person, user, agencies, due_on=None):
    """Everything that keeps this person from scoring the bid, at once."""
    if bid.status != Status.SUBMITTED:
        yield f"The bid is “{bid.get_status_display()}”. Bids are given to scorers while they are submitted."
    if user is None or not user.may_sign_in():
        yield f"{person} cannot sign in to the portal. Invite them first, or choose somebody else."
    if not agencies:
        yield f"{person} works for no agency today, and a form is signed for one. Record their post first."
    elif not _may_score(bid, person, agencies):
        yield f"{person} is neither of this partnership nor a scorer for it. Choose another, or give them that role."
    applies = Post.objects.of(bid.applicants, today()).filter(person=person).select_related("agency")
    for agency in dict.fromkeys(post.agency for post in applies):
        yield f"{person} is of {agency}, which applies. Choose somebody of another agency."
    if bid.supporters.filter(person=person).exists():
        yield f"{person} supports this project. Choose somebody who has no part in it."
    if bid.interests.standing().filter(person=person).exists():
        yield f"{person} declared an interest in this bid. Choose somebody else."
    if bid.assignments.filter(scorer=person, ended_at=None).exists():
        yield f"{person} has this bid already."
    if due_on and due_on < today():
        yield "The day by which it is due is past. Choose today or later."


def _may_score(bid, person, agencies):
    """Of an agency of the partnership, or with the role of a scorer there."""
    if Partner.objects.current().filter(partnership=bid.partnership_id, agency__in=agencies).exists():
        return True
    roles = Role.objects.on(today()).filter(person=person, partnership=bid.partnership_id)
    return roles.filter(kind=Role.Kind.SCORER).exists()


def agencies_of(person):
    """By current posts; the newest first, for which they score."""
    posts = Post.objects.on(today()).filter(person=person).order_by("-started_on", "pk")
    keys = list(dict.fromkeys(posts.values_list("agency", flat=True)))
    found = Agency.objects.in_bulk(keys)
    return [found[key] for key in keys]


@transaction.atomic
def end_assignment(assignment, *, by, reason):
    """Take the bid back from a scorer. A form that they signed stays; one that they only began counts for nothing."""
    bid = hold(assignment.bid, by=by, permission=MANAGE)
    say_why(reason, "Say why the bid is taken back.")
    row = bid.assignments.get(pk=assignment.pk)
    if row.ended_at is not None:
        raise MoveRefused("The bid was taken back already. Nothing was changed.")
    _end(bid, row, by=by, reason=reason)
    return row


def _end(bid, row, *, by, reason):
    row.ended_at, row.ended_because = now(), reason[:250]
    keep(row, by=by, reason=reason)
    if user := User.objects.filter(person=row.scorer_id).first():
        end_grant(bid, user, by=by, reason=reason)
    log(bid, "end assignment", by=by, reason=reason, changes={"scorer": str(row.scorer)})


@transaction.atomic
def set_form_aside(form, *, by, reason):
    """Count a signed form no more. It stays to be read, with the reason."""
    bid = hold(form.assignment.bid, by=by, permission=MANAGE)
    say_why(reason, "Say why the form is set aside.")
    if bid.status not in UNDECIDED:
        raise MoveRefused("The bid is decided, so its forms stay as they are.")
    form = ScoringForm.objects.select_for_update(of=("self",)).get(pk=form.pk)
    if form.set_aside_at is not None:
        raise MoveRefused("This form was set aside already. Nothing was changed.")
    return _set_aside(bid, form, by=by, reason=reason)


def _set_aside(bid, form, *, by, reason):
    form.set_aside_at, form.set_aside_by, form.set_aside_because = now(), by, reason[:250]
    keep(form, by=by, reason=reason)
    log(
        bid, "set form aside", by=by, reason=reason, changes={"form": form.pk, "scorer": str(form.assignment)}
    )
    return form


@transaction.atomic
def declare_interest(bid, person, kind, *, by, detail="", reason=""):
    """Say that somebody has an interest in the bid. From then on they know nothing of it, and no form of theirs counts.

    People declare their own; those who run the funding declare another's that they learn of, and say how.
    """
    bid = locked(bid)
    own = by.person_id == person.pk
    if not own and not by.has_perm(MANAGE, bid):
        raise PermissionDenied(refusal(MANAGE))
    reasons = []
    if kind not in Interest.Kind.values:
        reasons.append("Say what kind of interest it is.")
    if kind == Interest.Kind.OTHER and not detail.strip():
        reasons.append("Say what the interest is.")
    if not own and not reason.strip():
        reasons.append("Say how you know of it.")
    if bid.interests.standing().filter(person=person).exists():
        reasons.append(f"{person} declared an interest in this bid already. Nothing was changed.")
    if reasons:
        raise MoveRefused(*reasons)
    row = Interest(bid=bid, person=person, kind=kind, detail=detail, declared_at=now(), declared_by=by)
    row.reason = reason[:250]
    keep(row, by=by, reason=reason)
    log(bid, "declare interest", by=by, reason=reason, changes={"whom": str(person)})
    if own and bid.assignments.filter(scorer=person, ended_at=None).exists():
        notify(
            runners_of(bid), bid, f"interest-{row.pk}", subject=f"{bid.reference}: a scorer is lost",
            line="A scorer declared an interest in the bid. Give it to another.",
        )  # fmt: skip
    _leave(bid, person, by=by)
    return row


@transaction.atomic
def end_interest(interest, *, by, reason):
    """Take back what was declared by mistake. It stays in the register; the person knows of the bid again as others
    in their place do, and what they had of it (a form, a bid to score) does not come back by itself.
    """
    bid = hold(interest.bid, by=by, permission=MANAGE)
    say_why(reason, "Say why the interest is taken back.")
    row = bid.interests.select_for_update(of=("self",)).get(pk=interest.pk)
    if row.person_id == by.person_id:
        raise PermissionDenied("Nobody takes back their own interest. Ask another who runs the funding.")
    if row.ended_at is not None:
        raise MoveRefused("The interest was taken back already. Nothing was changed.")
    row.ended_at, row.ended_by, row.ended_because = now(), by, reason[:250]
    keep(row, by=by, reason=reason)
    log(bid, "take interest back", by=by, reason=reason, changes={"whom": str(row.person)})
    if user := User.objects.filter(person=row.person_id).first():
        end_shut_out(bid, user, by=by, reason=reason)
    return row


def _leave(bid, person, *, by):
    """Forms first, and the door last: whoever declares their own interest cannot look in again."""
    forms = ScoringForm.objects.select_related("assignment").filter(assignment__scorer=person)
    for form in forms.filter(assignment__bid=bid, set_aside_at=None):
        _set_aside(bid, form, by=by, reason=DECLARED)
    for row in bid.assignments.filter(scorer=person, ended_at=None):
        _end(bid, row, by=by, reason=DECLARED)
    if user := User.objects.filter(person=person).first():
        shut_out(bid, user, by=by, reason=DECLARED)
