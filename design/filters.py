"""Words for values, in GOV.UK style: "8 June 2010", "9:30am", "£3,500", "6 bids". Nothing gives an empty string."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from django.utils import timezone
from django.utils.html import escape, linebreaks
from django.utils.safestring import SafeString, mark_safe

MONTHS = (
    "January February March April May June July August September October November December".split()
)  # fixed English, whatever the language of the machine
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def date(value: dt.date | None) -> str:
    """8 June 2010. An instant is read in London's time."""
    day = _local(value)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else ""


def short_date(value: dt.date | None) -> str:
    """8 June: where the year is plain from what stands beside it."""
    day = _local(value)
    return f"{day.day} {MONTHS[day.month - 1]}" if day else ""


def weekday_date(value: dt.date | None) -> str:
    """Tuesday 8 June 2010."""
    day = _local(value)
    return f"{WEEKDAYS[day.weekday()]} {date(day)}" if day else ""


def time(value: dt.time | dt.datetime | None) -> str:
    """9:30am, 10am, midday, midnight."""
    if not value and value != dt.time(0):
        return ""
    at = _local(value)
    if (at.hour, at.minute) in ((0, 0), (12, 0)):
        return "midday" if at.hour else "midnight"
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"


def datetime(value: dt.datetime | None) -> str:
    """8 June 2010, 9:30am."""
    return f"{date(value)}, {time(value)}" if value else ""


def due(on: dt.date | None, today: dt.date) -> str:
    """How a due date stands to today: "4 days late", "Due today", "By Friday", "30 November"."""
    if on is None:
        return "No due date"
    days = (on - today).days
    if days < 0:
        return f"{plural(-days, 'day')} late"
    if days < 2:
        return "Due tomorrow" if days else "Due today"
    if days < 7:
        return f"By {WEEKDAYS[on.weekday()]}"
    return short_date(on) if on.year == today.year else date(on)


def money(value: Decimal | int | None) -> str:
    """£3,500, or £3,500.50 where there are pence; a minus sign stands before the pound sign."""
    if value is None or value == "":
        return ""
    pounds = Decimal(value).quantize(Decimal("0.01"))
    figure = f"{abs(pounds):,.2f}".removesuffix(".00")
    return f"{'−' if pounds < 0 else ''}£{figure}"


def number(value: float | Decimal | None) -> str:
    """1,204."""
    return "" if value is None else f"{value:,}"


def plural(count: int, one: str, many: str = "") -> str:
    """The count with its noun: "1 bid", "6 bids", "2 agencies" where `many` is given."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def joined(values: Iterable[object], last: str = "and") -> str:
    """One, two and three."""
    words = [str(value) for value in values]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def initial(text: str) -> str:
    """The text with a capital first letter, and the rest as it was written."""
    return text[:1].upper() + text[1:]


def lower_initial(text: str) -> str:
    """The text to stand inside a sentence: "Date of birth" gives "date of birth", "NHS number" stays."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def filesize(size: int | None) -> str:
    """2.1 MB, 35 KB."""
    if size is None:
        return ""
    if size >= 999_500:  # less is no thousand kilobytes when it is rounded
        return f"{size / 1_000_000:.1f}".removesuffix(".0") + " MB"
    return f"{max(1, round(size / 1000))} KB" if size else "empty"


def digest(value: str) -> str:
    """7f3a…c19e: enough of a SHA-256 to compare by eye."""
    return f"{value[:4]}…{value[-4:]}" if value else ""


def paragraphs(text: str | None) -> SafeString:
    """Typed text as GOV.UK paragraphs, escaped; nothing where nothing was typed, so that a page can say so."""
    if text is None or not text.strip():
        return mark_safe("")
    if "\n" not in text and "\r" not in text:
        return mark_safe(f'<p class="govuk-body">{escape(text)}</p>')
    html = linebreaks(escape(text), autoescape=False)
    return mark_safe(html.replace("<p>", '<p class="govuk-body">'))


def _local(value):
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        return value.astimezone(timezone.get_default_timezone())  # nobody has another
    return value


FILTERS = {
    function.__name__: function
    for function in (
        date,
        short_date,
        weekday_date,
        time,
        datetime,
        money,
        number,
        plural,
        joined,
        initial,
        lower_initial,
        filesize,
        digest,
        paragraphs,
    )
}
