"""When it happens: the days and times of a problem record, in words and as a week of seven days by 24 hours."""

import datetime as dt
from dataclasses import dataclass

from design import filters
from design.charts import Drawing, Mark

DAY, LEFT, ROW, GAP, TOP = 24, 56, 22, 4, 26  # hours; widths and heights in the units of the picture
HOUR = 16
COLOUR = "#1d70b8"
MIDNIGHT = dt.time(0)
NUMBERS = "no one two three four five six seven eight nine".split()
SHORT = tuple(name[:3] for name in filters.WEEKDAYS)


@dataclass(frozen=True)
class Block:
    """Hours of one day, from 0 to 24. ``runs_over`` where the next day goes on with it."""

    day: int
    start: float
    end: float
    runs_over: bool = False


@dataclass(frozen=True)
class WeekClock:
    """``days`` are 0 for Monday to 6 for Sunday; none is any day. Both times, or neither for any time (R2)."""

    days: tuple[int, ...]
    time_from: dt.time | None = None
    time_until: dt.time | None = None

    title = "Days and times"
    id = "days-and-times"
    source = ""

    @property
    def summary(self):
        days = days_in_words(self.days)
        return f"{days}, {hours_in_words(self.time_from, self.time_until)}"

    def blocks(self):
        """What is coloured, a piece for each day; what passes midnight goes on at the start of the next."""
        found = []
        for day in self.days or range(7):
            if self.time_from is None:
                found.append(Block(day, 0, DAY))
                continue
            start, end = _hours(self.time_from), _hours(self.time_until)
            if end > start:
                found.append(Block(day, start, end))
            else:
                found.append(Block(day, start, DAY, runs_over=end > 0))
                found += [Block((day + 1) % 7, 0, end)] if end else []
        return found

    def rows(self):
        """(day, its hours in words), of the days that have any."""
        for day, name in enumerate(filters.WEEKDAYS):
            pieces = sorted((block.start, block.end) for block in self.blocks() if block.day == day)
            if pieces:
                yield name, filters.joined(_between(start, end) for start, end in pieces)

    def drawing(self):
        marks = [mark for hour in range(0, DAY + 1, 6) for mark in _hour_line(hour)]
        for day, name in enumerate(SHORT):
            marks.append(Mark("text", (LEFT - 12, _y(day) + 16), name, anchor="end"))
            marks.append(Mark("bar", (LEFT, _y(day), DAY * HOUR, ROW), colour="#f4f6f8"))
        for block in self.blocks():
            at = (LEFT + block.start * HOUR, _y(block.day), (block.end - block.start) * HOUR, ROW)
            marks.append(Mark("bar", at, colour=COLOUR))
            if block.runs_over:
                marks.append(
                    Mark("text", (LEFT + DAY * HOUR + 5, _y(block.day) + 16), "↓", COLOUR, bold=True)
                )
        return Drawing(_y(7), marks, LEFT + DAY * HOUR + 34)


def clock_of(problem):
    """None where neither days nor times are known."""
    if not problem.days and problem.time_from is None:
        return None
    return WeekClock(tuple(sorted(problem.days)), problem.time_from, problem.time_until)


def days_in_words(days):
    """“Friday and Saturday”, “Monday to Thursday and Sunday”, “Every day”."""
    if not days:
        return "Any day"
    if len(days) == 7:
        return "Every day"
    runs, days = [], sorted(days)
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return filters.joined(words for run in runs for words in _run(run))


def _run(run):
    names = [filters.WEEKDAYS[day] for day in run]
    return [f"{names[0]} to {names[-1]}"] if len(names) > 2 else names


def hours_in_words(start, end):
    """“10pm to 2am (four hours)”."""
    if start is None:
        return "at any time"
    minutes = (_minutes(end) - _minutes(start)) % (DAY * 60) or DAY * 60
    return f"{filters.time(start)} to {filters.time(end)} ({_length(minutes)})"


def _length(minutes):
    hours, minutes = divmod(minutes, 60)
    parts = [filters.plural(hours, "hour")] * bool(hours) + [filters.plural(minutes, "minute")] * bool(
        minutes
    )
    if not minutes and hours < len(NUMBERS):
        parts = [f"{NUMBERS[hours]} {'hour' if hours == 1 else 'hours'}"]
    return " ".join(parts)


def _minutes(time):
    return time.hour * 60 + time.minute


def _hours(time):
    return _minutes(time) / 60


def _between(start, end):
    if (start, end) == (0, DAY):
        return "all day"
    return f"{_time(start)} to {_time(end)}"


def _time(hours):
    return filters.time(dt.time(int(hours) % DAY, round(hours % 1 * 60)))


def _y(day):
    return TOP + day * (ROW + GAP)


def _hour_line(hour):
    words = filters.time(dt.time(hour % DAY))
    x = LEFT + hour * HOUR
    yield Mark("text", (x, TOP - 10), words, "#484949", "middle")
    yield Mark("grid", (x, TOP - 4, x, _y(7)))
