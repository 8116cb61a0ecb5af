"""Who works on a review: appointed, independent in their own signed words, given access, and gone again (S001-48)."""

from django.db import transaction

from audit.clock import today
from audit.services import log
from notices.services import notify
from partnership.models import Partner, Post
from records import walls
from records.asking import hold, require, say_why
from records.lifecycle import MoveRefused, locked
from records.models import ShutOut
from records.writing import as_seen, keep
from reviews.models import Appointment
from signoffs.services import sign

ACT = "independence"
STATEMENT = "I am independent of the agencies that take part in this review, as I say here."


@transaction.atomic
def appoint(review, *, by, **said):
    """A place that is advertised, or somebody who holds one already."""
    return _keep(review, Appointment(review=review), said, by, "appoint")


@transaction.atomic
def change_appointment(review, key, *, by, version=None, **said):
    """What was signed stays signed by the person who signed it: another person is another appointment."""
    row = review.appointments.get(pk=key)
    if row.user and said["user"] != row.user:
        if row.signoff_id:
            raise MoveRefused(f"{row} has signed. Record their last day, and appoint somebody else.")
        if _given(review, row).exists():
            raise MoveRefused(
                f"The review is open to {row}. Record their last day, and appoint somebody else."
            )
    return _keep(review, row, {"part": row.part} | said, by, "change an appointment", version=version)


def _keep(review, row, said, by, verb, *, version=None):
    part = Appointment.Part(said["part"])
    panel = part == Appointment.Part.PANEL
    review = hold(review, by=by, permission=f"reviews.{'work_on' if panel else 'change'}_review")
    row = as_seen(row, version) if row.pk else row
    for name, value in said.items():
        setattr(row, name, value)
    if reasons := list(_refusals(review, row)):
        raise MoveRefused(*reasons)
    log(review, verb, by=by, changes={"part": str(part.label), "whom": row.name})
    return keep(row, by=by)


@transaction.atomic
def open_to_appointed(review, key, *, by, reason, expires_on):
    """The whole review and its documents, to this one person until the day; they are told that something waits."""
    row = review.appointments.get(pk=key, ended_on=None)
    if row.user is None:
        raise MoveRefused("Say first with which e-mail address they sign in.")
    made = walls.open_to(review, row.user, by=by, reason=reason, expires_on=expires_on)
    notify([row.user], review, "opened")
    return made


@transaction.atomic
def end_appointment(review, key, *, by, ended_on, reason):
    """Their last day. Their access to the review ends with it, if it was given by name."""
    review = locked(review)
    row = review.appointments.get(pk=key, ended_on=None)
    require(by, f"reviews.{'change' if row.is_independent else 'work_on'}_review", review)
    review = hold(review, by=by, permission="reviews.work_on_review")
    say_why(reason)
    if ended_on > today() or (row.recruited_on and ended_on < row.recruited_on):
        raise MoveRefused("Enter a day from their appointment up to today.")
    row.ended_on = ended_on
    keep(row, by=by, reason=reason)
    log(review, "end an appointment", by=by, reason=reason, changes={"whom": row.name})
    if _given(review, row).exists() and not _holds_another(review, row):
        require(by, "records.grant_record", review)
        walls.close_to(review, row.user, by=by, reason=reason)
    return row


@transaction.atomic
def sign_independence(review, *, by, statement):
    """Their own words under their own name; the report prints them."""
    review = hold(review, by=by, permission="reviews.sign_independence")
    say_why(statement, "Say how you are independent.")
    rows = review.appointments.select_for_update().filter(user=by, ended_on=None, signoff=None)
    for row in rows.exclude(recruited_on=None):
        row.independence = statement
        content = content_of(row)
        edition = review.signoffs.filter(act=ACT).count() + 1
        role = row.get_part_display()
        row.signoff = sign(
            review, act=ACT, statement=STATEMENT, content=content, role=role, agency=row.agency, by=by, edition=edition
        )  # fmt: skip
        keep(row, by=by, reason="Statement of independence signed")


def content_of(row):
    return {"part": row.part, "name": row.name, "statement": row.independence}


def signed_now(_review, signoff):
    """What the statement says as it stands, for ``signoffs.contents``."""
    row = Appointment.objects.filter(signoff=signoff.pk).first()
    return content_of(row) if row else {}


def _given(review, row):
    """What opens the review to them by name, unless they keep it themselves."""
    return review.user_grants.filter(user=row.user_id).exclude(granted_by=row.user_id)


def _holds_another(review, row):
    return review.appointments.filter(user=row.user_id, ended_on=None).exclude(pk=row.pk).exists()


def _refusals(review, row):
    others = review.appointments.filter(part=row.part, ended_on=None).exclude(pk=row.pk)
    if row.is_independent and others.exists():
        yield f"There is one already: {others[0]}. Record their last day first."
    same = row.name.strip() and others.filter(name__iexact=row.name.strip(), agency=row.agency)
    if not row.is_independent and same and same.exists():
        yield f"{row.name} is on the panel already. Nothing was changed."
    first = min(filter(None, (row.advertised_on, row.recruited_on)), default=None)
    if row.is_independent and first and first < review.known_on:
        yield "The place cannot be advertised or filled before the death became known. Correct the day."
    if row.recruited_on and not row.name.strip():
        yield "Enter their name, as the report is to print it."
    if row.recruited_on and row.recruited_on > today():
        yield "The day of the appointment cannot be still to come."
    if row.advertised_on and row.recruited_on and row.recruited_on < row.advertised_on:
        yield "They cannot be appointed before the place was advertised. Correct one of the two days."
    if not (row.advertised_on or row.recruited_on):
        yield "Enter the day on which the place was advertised, or that of the appointment."
    if row.user is not None:
        yield from _account_refusals(review, row)


def _account_refusals(review, row):
    if ShutOut.objects.filter(record=review.pk, user=row.user_id, ended_at=None).exists():
        yield f"{row.user} is shut out of this review. Choose somebody else."
    if row.is_independent and (post := _post_at_partner(review, row.user)):
        yield (
            f"{row.user} works for {post.agency}, which is of this partnership, and so is not independent. "
            "Choose somebody else."
        )


def _post_at_partner(review, user):
    partners = Partner.objects.current().filter(partnership=review.partnership_id).values("agency")
    held = Post.objects.current().filter(person=user.person_id, agency__in=partners)
    return held.select_related("agency").first()
