"""What recurs over the reviews that somebody knows, and learning for training without a sign of any (S001-60)."""

from dataclasses import dataclass, field

from django.db.models import Prefetch

from reviews.lines import FEWEST_REVIEWS
from reviews.models import LearningPoint, LedgerRule, Lesson, Recommendation, Review, Serving
from reviews.reports import ledger

ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
NONE = "Without a theme"


@dataclass
class Said:
    """One thing that one review says of a theme."""

    on: object
    review: Review
    text: str
    what: str
    point: LearningPoint | None = None
    promised: list = field(default_factory=list)  # (line, words, colour)


@dataclass
class Theme:
    name: str
    said: list

    @property
    def firsts(self):
        """What each review said first, in the order in which they came to say it."""
        return list({one.review.pk: one for one in reversed(self.said)}.values())[::-1]

    @property
    def reviews(self):
        return len(self.firsts)

    @property
    def words(self):
        """“The third review to say it”: of the one that came to say it last."""
        if self.reviews < 2:
            return "One review says this."
        place = ORDINALS[self.reviews - 1] if self.reviews <= len(ORDINALS) else f"{self.reviews}th"
        return f"{self.latest.review.title} is the {place} review to say this."

    @property
    def latest(self):
        return max(self.firsts, key=lambda one: (one.on, one.review.pk))

    @property
    def broken(self):
        """Promised by an earlier review, and not kept or without effect when the latest one said it again."""
        before = [one for one in self.said if self.reviews > 1 and one.review.pk != self.latest.review.pk]
        lines = {line.pk: (line, words, state) for one in before for line, words, state in one.promised}
        return [row for row in lines.values() if row[2] in ("overdue", "at_risk")]


def themes_for(user):
    """Themes with all that is said of each, oldest first; what most reviews say stands at the top."""
    known = Review.objects.visible_to(user).values("pk")
    serving = Serving.objects.select_related("line__agency").prefetch_related(
        "line__milestones", "line__assurances"
    )
    rows = Recommendation.objects.filter(review__in=known).select_related("review")
    found = [
        (row.theme, Said(
            row.made_on, row.review, row.text, f"Recommendation {row.number}",
            promised=[(s.line, *ledger.of(s.line)) for s in row.servings.all()],
        ))
        for row in rows.prefetch_related(Prefetch("servings", serving))
    ]  # fmt: skip
    points = LearningPoint.objects.filter(review__in=known).select_related("review", "lesson")
    found += [
        (p.theme, Said(p.captured_on, p.review, p.text, p.get_state_display(), point=p)) for p in points
    ]
    names, groups = {}, {}
    for theme, one in found:
        key = " ".join(theme.casefold().split())
        names.setdefault(key, theme or NONE)
        groups.setdefault(key, []).append(one)
    made = [
        Theme(names[key], sorted(rows, key=lambda one: (one.on, one.review.pk)))
        for key, rows in groups.items()
    ]
    return sorted(made, key=lambda theme: (theme.name == NONE, -theme.reviews, theme.name.casefold()))


def lessons_for(user):
    """(theme, words, lessons): how many reviews say it only where that tells of none of them."""
    groups, fewest = {}, _fewest_of(LedgerRule.objects.filter(partnership__in=user.places.partnerships))
    for lesson in Lesson.objects.visible_to(user).select_related("point"):
        groups.setdefault(" ".join(lesson.theme.casefold().split()), []).append(lesson)
    for rows in groups.values():
        reviews = len({lesson.point.review_id for lesson in rows})
        words = f"At least {fewest} reviews say this." if reviews >= fewest else ""
        yield rows[0].theme, words, rows


def _fewest_of(rules):
    """The most careful of them, where somebody is of several partnerships."""
    return max(rules.values_list("fewest_reviews", flat=True), default=FEWEST_REVIEWS)
