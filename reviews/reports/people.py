"""What a page says of those who work on a review."""

from reviews.models import Appointment


def parts_of(review):
    """Each part with who holds or held it, the present first, so that a part that nobody holds stands out."""
    rows = sorted(review.appointments.all(), key=lambda row: (row.ended_on is not None, row.pk))
    return [
        (part, [(row, *standing_of(row)) for row in rows if row.part == part]) for part in Appointment.Part
    ]


def standing_of(row):
    """How far an appointment is, in words, and the status that colours it."""
    if row.ended_on:
        return "Ended", "ended"
    if row.recruited_on is None:
        return "Advertised", "proposed"
    if row.signoff_id:
        return "Independence signed", "signed"
    return ("Statement to be signed", "waiting") if row.is_independent else ("On the panel", "active")
