"""The minutes as a file, with the chair's name under them and whether it still stands under this very text."""

from design.pdf import render_pdf
from meetings.lifecycle import FROZEN
from meetings.reports.minutes import Reader, read_minutes
from meetings.reports.printed import print_minutes
from meetings.services.moves import APPROVE, content_of
from signoffs.reports import state_of


def minutes_for(meeting, user):
    minutes = read_minutes(meeting, user)
    return with_signature(meeting, user, minutes, minutes if minutes.reader == Reader.RUNS else None)


def with_signature(meeting, user, minutes, whole):
    """``whole``: the minutes with nothing left out, where the caller has them."""
    if meeting.status not in FROZEN:
        return print_minutes(meeting, user, minutes)
    signoff = meeting.signoffs.filter(act=APPROVE).select_related("withdrawal").first()
    state = state_of(signoff, content_of(meeting, minutes=whole)) if signoff else ""
    return print_minutes(meeting, user, minutes, signoff=signoff, state=state)


def pdf_of(printed):
    context = {"printed": printed, "reference": printed.reference, "foot": printed.foot}
    return render_pdf(
        "meetings/printed/minutes.html", context, title=printed.full_title, marking=printed.marking,
        draft=printed.is_draft, author=printed.partnership,
    )  # fmt: skip
