"""What is printed of the meeting itself: body, date, time, place, and the meeting whose minutes it takes."""

import re

from meetings.importing.dates import find_dates, find_time, latest_before
from meetings.importing.parsed import Hints
from meetings.importing.patterns import any_of, anywhere, opening, whole
from meetings.importing.source import squash

_KINDS = "(?:annual|ordinary|extraordinary|virtual|special|remote|public|quarterly)"
OF_MEETING = re.compile(
    r"(?:minutes|notes|record|actions?|summary)(?: and actions)? (?:of|from|for)(?: (?:a|an|the))?"
    rf"(?: {_KINDS})*(?: meetings?)?(?: of)?(?: the)?\s+(?P<body>[A-Z].{{2,120}}?)"
    r"(?=\s+(?:meeting\s+)?held\b|\s+(?:meeting\b|on\s+(?:mon|tue|wed|thu|fri|sat|sun|\d))|[,:\n]|\s+[–—-]\s|$)",
    re.I | re.S,
)
BODY_WORDS = anywhere(
    r"\b(?:board|partnership|committee|council|group|panel|forum|cabinet|executive|authority|commission|network)\b"
)
PLACE = re.compile(
    r"^(?:venue|location|place|held (?:at|via|in)|where|meeting (?:place|venue)|format)\s*[:–-]\s*(?P<place>\S.*)$",
    re.I,
)
_THEN = any_of(
    r",\s+\w+day\b",
    r",?\s+(?:on|at|commencing|from|starting)\s+(?:\w+day|\d)",
    r",?\s+\d{1,2}[.:]\d",
    r",?\s+\d{1,2} ?[ap]m",
    r"[.\n]",
    "$",
)
HELD_AT = re.compile(
    rf"\bheld\b(?:.{{0,120}}?)\b(?P<place>(?:at|in|via|by) (?:the )?(?!\d)[A-Z][^.\n;]{{3,100}}?)(?={_THEN})"
)
VIRTUAL = anywhere(
    r"\b(?:via |on |by |through )?(?:ms |microsoft )?(?:teams|zoom|webex|skype|video ?conference|google meet)\b"
)
DATED = opening(r"(?:date|meeting date|date of meeting|date and time|date & time|when|held on)\b")
NOT_OURS = anywhere(
    r"\b(?:next meeting|previous|last meeting|published|issued|updated|circulated|printed)\b",
    r"\b(?:approved|draft|version|apologies|review)\b",
)
GENERIC = whole(
    "(?:the )?(?:(?:parish|town|full|city|county|annual|strategic|executive|steering|partnership|management|main) )*"
    "(?:council|board|committee|partnership|group|panel|forum|meeting)"
)
NO_TITLE = opening(r"(?:no\.? |agenda )?items?\b", r"(?:draft|final|unconfirmed|public) ?\w*$", r"page \d")
CLOSED = anywhere(r"\b(?:closed|ended|finished|concluded|terminated|rose)\b")


def read_hints(front, items, closing, body_text, meeting_date=None):
    """The meeting's own particulars, and warnings about what is missing or impossible."""
    warnings = []
    own = _own_date(front, warnings)
    texts = [text.text for text in front]
    previous = _previous(items)
    reference = own.date if own and own.date else meeting_date or _latest_mentioned(body_text)
    taken, inferred = _previous_date(previous, reference, warnings)
    if not (own and own.date):
        warnings.append(
            "The date of the meeting is not printed in full. Enter it before the minutes are approved."
        )
    hints = Hints(
        title=_title(texts),
        body=_body(texts),
        date=own.date if own else None,
        date_printed=own.text if own else "",
        time=_time(texts),
        closed=_closed(closing, items),
        venue=_venue(texts),
        previous_date=taken,
        previous_printed=previous.text if previous else "",
        previous_inferred=inferred,
    )
    return hints, warnings


def _own_date(front, warnings):
    """The first date of the opening lines that is not said of something else; a “Date:” line comes first."""
    texts = sorted((text.text for text in front[:60]), key=lambda text: not DATED.match(text))
    partial = None
    for text in texts:
        if NOT_OURS.search(text) and not DATED.match(text) and not re.search(r"\bheld\b", text, re.I):
            continue
        for printed in find_dates(text):
            if printed.impossible:
                warnings.append(f"“{printed.text}” is not a day in the calendar. Enter the right date.")
            elif printed.date:
                return printed
            partial = partial or printed
    return partial


def _title(texts):
    """The first line that reads like a title."""
    return next((text[:200] for text in texts if len(text.split()) > 1 and not NO_TITLE.match(text)), "")


def _body(texts):
    for text in texts[:15]:
        found = OF_MEETING.search(text[:600])
        if (
            found
            and BODY_WORDS.search(found.group("body"))
            and not GENERIC.match(squash(found.group("body")))
        ):
            return squash(found.group("body")).strip(" ,:-–")
    for text in texts[:8]:
        if BODY_WORDS.search(text[:200]) and len(text.split()) < 14:
            name = re.split(r"\s+[–—-]\s+|\b(?:minutes|notes|agenda|meeting)\b|\d", squash(text), flags=re.I)
            found = next((part for part in name if part and BODY_WORDS.search(part)), "")
            if found:
                return re.sub(r"^(?:of|the|a)\s+", "", found.strip(" ,:-–"), flags=re.I)
    return ""


def _time(texts):
    for text in texts[:40]:
        if not CLOSED.search(text) and not re.match(r"(?i)(?:tel|phone|contact)", text):
            found = find_time(_without_dates(text[:600]))
            if found:
                return found
    return ""


def _without_dates(text):
    for printed in find_dates(text):
        text = text.replace(printed.text, " ")
    return text


def _closed(closing, items):
    last = [paragraph.text for item in items[-1:] for paragraph in item.paragraphs]
    for text in [*(text.text for text in closing), *last]:
        if CLOSED.search(text[:300]):
            found = find_time(text[:600])
            if found:
                return found
    return ""


def _venue(texts):
    for text in texts[:40]:
        found = PLACE.match(text)
        if found:
            return squash(found.group("place"))[:200]
    for text in texts[:20]:
        found = HELD_AT.search(text[:600])
        if found:
            return re.sub(r"^(?:at|in)\s+", "", squash(found.group("place")), flags=re.I)
    for text in texts[:20]:
        found = VIRTUAL.search(text[:300])
        if found:
            return squash(found.group())
    return ""


def _previous(items):
    """The date printed in the title of the item that takes the earlier minutes, or in its first words."""
    for item in items[:8]:
        if not re.search(r"\bminutes\b|\bnotes of\b|\b(?:last|previous) meeting\b", item.title, re.I):
            continue
        for text in (item.title, *(part.text[:400] for part in item.content[:3])):
            dates = find_dates(text)
            if dates:
                return dates[0]
    return None


def _previous_date(printed, reference, warnings):
    if printed is None:
        return None, False
    if printed.impossible:
        warnings.append(
            f"“{printed.text}” is not a day in the calendar. Enter the date of the earlier meeting."
        )
        return None, False
    if printed.date:
        return printed.date, False
    likely = latest_before(printed.day, printed.month, reference) if reference else None
    guess = f" It is probably {likely.day} {likely:%B %Y}." if likely else ""
    warnings.append(f"The earlier meeting is given as “{printed.text}” without a year.{guess} Check it.")
    return likely, likely is not None


def _latest_mentioned(text):
    """The last full date the minutes speak of, a lower bound for when they were taken (X-01)."""
    dates = [printed.date for printed in find_dates(text[:300_000]) if printed.date]
    return max(dates, default=None)
