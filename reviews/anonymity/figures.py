"""Days, postcodes and numbers of the key, and where they stand in a text, however they are written."""

from typing import NamedTuple

from reviews.anonymity.words import NUMBER, POSTCODE, SPLIT_POSTCODE, days_in, number_of, postcode_of

LOCAL = 6  # figures of a telephone number after its code


class Hit(NamedTuple):
    start: int
    end: int
    stands_for: str
    is_sure: bool


class Figures:
    def __init__(self, this_year):
        self.this_year = this_year
        self.days, self.postcodes, self.numbers = {}, {}, {}
        self.vague = {}  # a day in figures alone, a number without its code: to be looked at

    def taken_from(self, line, pseudonym):
        """What is left of a line of the key, for words to be looked for in."""
        rest = line
        for start, end, days, has_year in days_in(line, self.this_year):
            if has_year:
                for day in days:
                    self.days.setdefault(day, pseudonym)
                usual = next(iter(days))
                for written in (f"{usual:%Y%m%d}", f"{usual:%d%m%Y}", f"{usual:%d%m%y}"):
                    self.vague.setdefault(written, pseudonym)
                rest = rest.replace(line[start:end], " ")
        for match in POSTCODE.finditer(line):
            self.postcodes.setdefault(postcode_of(match[0]), pseudonym)
            rest = rest.replace(match[0], " ")
        for match in NUMBER.finditer(rest):
            figures = number_of(match[0])
            self.numbers.setdefault(figures, pseudonym)
            if figures.startswith("0") and len(figures) > LOCAL + 3:
                for without in (figures[1:], figures[-LOCAL:]):
                    self.vague.setdefault(without, pseudonym)
        return NUMBER.sub(" ", rest)

    def hits(self, text):
        yield from self._days_in(text)
        for match in SPLIT_POSTCODE.finditer(text):
            if (name := self.postcodes.get(postcode_of(match[0]))) is not None:
                yield Hit(*match.span(), name, True)
        for match in NUMBER.finditer(text):
            figures = number_of(match[0])
            if (name := self.numbers.get(figures)) is not None:
                yield Hit(*match.span(), name, True)
            elif (name := self.vague.get(figures)) is not None:
                yield Hit(*match.span(), name, False)

    def _days_in(self, text):
        without_year = {(day.month, day.day): name for day, name in self.days.items()}
        for start, end, days, has_year in days_in(text, self.this_year):
            if has_year:
                if day := next((day for day in days if day in self.days), None):
                    yield Hit(start, end, self.days[day], days[day])
                continue
            day = next(iter(days))
            if (name := without_year.get((day.month, day.day))) is not None:
                yield Hit(start, end, name, False)
