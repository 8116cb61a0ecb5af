"""Votes that do not count: of whoever had an interest in the item, or was not there after all.

A vote is recorded once it was cast, and what sets it aside often comes to light later. It is then kept, with why and
when, and how members stood is worked out again.
"""

from audit.clock import now
from design.filters import date, joined
from meetings.models import Paragraph, Position
from meetings.services.asking import note
from records.writing import keep

TOOK_PART = {
    Paragraph.Part.LEFT: "They left the meeting for this item.",
    Paragraph.Part.STAYED: "They stayed, and took no part in the decision.",
    Paragraph.Part.TOOK: "They took part, as the interest does not forbid it.",
}
ASIDE = (TOOK_PART[Paragraph.Part.LEFT], TOOK_PART[Paragraph.Part.STAYED])
VOTES = (Position.Stance.FOR, Position.Stance.AGAINST)
INTEREST, AWAY = "interest declared", "not at the meeting"
LONGEST = 300


def stood_aside(item):
    """Who declared an interest in the item and took no part, as its paragraphs say it in the words of the form."""
    said = item.paragraphs.filter(kind=Paragraph.Kind.INTEREST).values_list("text", flat=True)
    out = [text for text in said if text.endswith(ASIDE)]
    there = item.meeting.attendance.all() if out else ()
    return [row for row in there if any(text.startswith(f"{row.printed_name}, ") for text in out)]


def set_aside_for_interest(item, *, by):
    """The votes on this item of those who took no part in it; returned, for whoever declares it to be told."""
    cast = Position.objects.filter(resolution__item=item, attendance__in=stood_aside(item), stance__in=VOTES)
    return _set_aside(cast, INTEREST, by)


def set_aside_as_away(row, *, by):
    """Whoever was not there did not abstain either."""
    return _set_aside(row.positions.all(), AWAY, by)


def _set_aside(positions, why, by):
    cast = positions.filter(set_aside_at=None).select_related("attendance", "resolution__item__meeting")
    found = list(cast)
    for position in found:
        position.set_aside_at, position.set_aside_by, position.set_aside_because = now(), by, why
        keep(position, by=by, reason=f"Set aside: {why}")
        note(position.resolution.item.meeting, "set vote aside", by=by,
             changes={"resolution": str(position.resolution)})  # fmt: skip
    for resolution in {position.resolution_id: position.resolution for position in found}.values():
        work_out(resolution, by=by)
    return found


def work_out(resolution, *, by):
    """How members stood, in words, without the votes that do not count."""
    resolution.positions_printed = in_words(resolution)[:LONGEST]
    keep(resolution, by=by)


def in_words(resolution):
    """ "For 3, against 1 (NHS Shire); vote of Shire Police set aside: interest declared, 3 May 2026": those who differ
    are named, by agency.
    """
    rows = list(resolution.positions.select_related("attendance"))
    parts = []
    for stance in Position.Stance:
        held = [row for row in rows if row.stance == stance and not row.set_aside_at]
        if held:
            named = f" ({', '.join(map(_agency, held))})" if stance != Position.Stance.FOR else ""
            parts.append(f"{stance.label if not parts else stance.label.lower()} {len(held)}{named}")
    aside = [
        f"vote of {_agency(row)} set aside: {row.set_aside_because}, {date(row.set_aside_at)}"
        for row in rows
        if row.set_aside_at
    ]
    said = "; ".join([", ".join(parts), *aside] if parts else aside)
    return said[:1].upper() + said[1:]


def _agency(position):
    return position.attendance.printed_agency or position.attendance.printed_name


def told_of(positions):
    """What to say to whoever recorded it: which votes no longer count, and how each decision stands without them."""
    decisions = {position.resolution_id: position.resolution for position in positions}
    for pk, resolution in decisions.items():
        names = [row.attendance.printed_name for row in positions if row.resolution_id == pk]
        votes, it = ("vote", "it") if len(names) == 1 else ("votes", "them")
        yield (
            f"{resolution}: the {votes} of {joined(names)} no longer count{'s' if it == 'it' else ''}."
            + _left(resolution, it)
        )


def _left(resolution, it):
    """A warning where those who stood for it are no longer more than those against."""
    counted = resolution.positions.filter(set_aside_at=None)
    stood_for, against = (counted.filter(stance=stance).count() for stance in VOTES)
    if stood_for > against:
        return ""
    return (
        f" Without {it} {stood_for} stood for and {against} against."
        " Correct what was decided, or take it to the next meeting."
    )
