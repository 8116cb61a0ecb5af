"""A figure, its goal, and how it is said: one line each, and the same as JSON."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

EXACT, TIMED = 1, 2  # counts and bytes fail above the goal; times above twice the goal, for machines differ


@dataclass
class Figure:
    """`ours` is to be at most `goal`. `bare` is what a bare page takes; `note` says what else is to be known."""

    name: str
    what: str
    ours: float
    goal: float | None
    unit: str = ""
    leeway: int = TIMED
    bare: float | None = None
    sql: int | None = None
    kb: float | None = None
    note: str = ""

    @property
    def met(self) -> bool:
        return self.goal is None or self.ours <= self.goal

    @property
    def passed(self) -> bool:
        return self.goal is None or self.ours <= self.goal * self.leeway

    @property
    def verdict(self) -> str:
        if self.goal is None:
            return "–"
        return "met" if self.met else "NOT MET" if self.passed else "FAILED"

    def line(self) -> str:
        ratio = f"{self.ours / self.bare:.1f}×" if self.bare else ""
        goal = "" if self.goal is None else f"≤ {said(self.goal)}{self.unit}"
        cells = [
            f"{self.name:<4}",
            f"{self.what:<47}",
            f"{said(self.ours) + self.unit:>10}",
            f"{'' if self.bare is None else said(self.bare):>7}",
            f"{ratio:>7}",
            f"{'' if self.sql is None else self.sql:>4}",
            f"{'' if self.kb is None else said(self.kb):>6}",
            f"{goal:>10}",
            f"{self.verdict:<8}",
            self.note,
        ]
        return " ".join(cells).rstrip()


HEAD = (
    f"{'':<4} {'':<47} {'ours':>10} {'bare':>7} {'ratio':>7} {'SQL':>4} {'KB':>6} {'goal':>10} {'verdict':<8}"
)


def said(number: float) -> str:
    """Three figures that mean something, and no more."""
    if number == int(number) or abs(number) >= 100:
        return f"{number:.0f}"
    return f"{number:.1f}" if abs(number) >= 10 else f"{number:.2f}"


def write(path: Path, figures: list[Figure], about: dict) -> None:
    rows = [asdict(figure) | {"verdict": figure.verdict, "passed": figure.passed} for figure in figures]
    path.write_text(json.dumps({**about, "figures": rows}, indent=1, ensure_ascii=False) + "\n")


def tally(figures: list[Figure]) -> str:
    failed = sum(not figure.passed for figure in figures)
    return f"{len(figures) - failed} passed, {failed} failed"
