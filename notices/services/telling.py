"""Writing notices. Each carries a link and a reference, never content, and only to those who may open the record."""

from audit.clock import now, today
from notices.hours import next_morning, next_opening
from notices.models import MailPreference, Notice
from records.lifecycle import kind_of
from records.models import Record

NO_TITLE = "Something in {reference} waits for you"
NO_REFERENCE = "A request waits for you"  # of what is open by name alone
NO_CONTENT = "Open it in the portal to see what is asked of you."


def notify(
    recipients,
    record,
    trigger,
    *,
    subject="",
    line="",
    path="",
    names_nothing=False,
    about_on=None,
    send_after=None,
    is_urgent=False,
):
    """Tell each recipient once for this record, trigger and day, however often this is called.

    Of a restricted record nothing but its reference is said, whatever ``subject`` and ``line`` are (E2). Of one that is
    open by name alone not even that, nor of what ``names_nothing``: its link is the notice's token.
    ``send_after`` puts the e-mail off; it goes out in working hours unless urgent. Returns how many may hear.
    """
    names_nothing = names_nothing or (record is not None and record.audience == Record.Audience.NAMED)
    if names_nothing:
        subject, line = NO_REFERENCE, NO_CONTENT
    elif record is not None and record.is_restricted:
        subject, line = NO_TITLE.format(reference=record.reference), NO_CONTENT
    people = [user for user in recipients if may_hear(user, record)]
    digests = set(
        MailPreference.objects.filter(user__in=people, delivery=MailPreference.Delivery.DIGEST).values_list(
            "user", flat=True
        )
    )
    at = now()
    Notice.objects.bulk_create(
        (
            Notice(
                recipient=user,
                record_id=record and record.pk,
                trigger=trigger,
                about_on=about_on or today(),
                subject=" ".join(subject.split())[:200],
                line=" ".join(line.split())[:300],
                path=path or (record.get_absolute_url() if record else "/"),
                names_nothing=names_nothing,
                created_at=at,
                send_after=_when(send_after or at, user.pk in digests, is_urgent),
                is_urgent=is_urgent,
            )
            for user in people
        ),
        ignore_conflicts=True,
    )
    return len(people)


def may_hear(user, record):
    """Asked when a notice is written and again when it is sent: access may have ended between the two."""
    if not user.may_sign_in():
        return False
    return record is None or Record.objects.visible_to(user).filter(pk=record.pk).exists()


def announce_move(record, action, *, by, at=None):
    """Tell those whom a move concerns, but not whoever made it; ``at`` is when they made it.

    A kind of record says who hears of a move by ``audience_of_move(action)``, which gives users. It may word the
    notice by ``line_of_move(action)``, and its subject by ``SAID_OF_MOVES``; that is otherwise the reference and the
    status moved to alone, whatever the record has become since. What moves it nowhere, and is announced, is worded
    in its ``ACTS``.
    """
    record = kind_of(record).objects.get(pk=record.pk)
    if not hasattr(record, "audience_of_move"):
        return 0
    hearers = [user for user in record.audience_of_move(action) if by is None or user.pk != by.pk]
    status = record.get_status_display()
    words = getattr(record, "line_of_move", lambda _action: "")(action) or f"It now stands at: {status}."
    label = record.MOVES[action][1].label.lower() if action in record.MOVES else record.ACTS[action].lower()
    subject = f"{record.reference}: {getattr(record, 'SAID_OF_MOVES', {}).get(action, label)}"
    return notify(hearers, record, _trigger_of(record, action, at), subject=subject, line=words)


def _trigger_of(record, action, at):
    """The move's own; one of its own hour where the same was told before this one was made."""
    trigger = f"move-{action}"
    told = Notice.objects.filter(record=record.pk, trigger=trigger, about_on=today())
    return f"{trigger}-{at:%H%M%S}" if at and told.filter(created_at__lt=at).exists() else trigger


def _when(at, in_digest, is_urgent):
    if is_urgent:
        return at
    return next_morning(at) if in_digest else next_opening(at)
