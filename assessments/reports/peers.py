"""An indicator beside its most-similar group: change and rate, in words that the figures bear."""

from copy import copy
from dataclasses import dataclass

from assessments.comparing import broken
from assessments.reports.indicator import OF, populations, source_of
from assessments.series import runs_of
from design.plots import Plot, funnel_plot
from evidence import funnel, months
from evidence.chance import relative_ratio
from evidence.change import change, signed
from evidence.counts import Counts
from evidence.rates import Rate
from partnership.models import Area
from records.together import hand

NOT_COUNTED = (
    "Only what is counted from loaded data can be laid beside a group. Enter the group's own figure as a benchmark"
    " instead."
)
NO_GROUP = "No peer group is entered. An analyst enters the areas most like yours, with day and source."
SAME = "no different from the group: chance alone could bring as much"


@dataclass(frozen=True)
class Peer:
    name: str
    is_own: bool
    before: int | None
    after: int | None
    rate: Rate | None

    @property
    def words(self):
        return "–" if None in (self.before, self.after) else change(self.before, self.after).words


@dataclass(frozen=True)
class Peers:
    """``why_not`` says why nothing is compared."""

    group: object = None
    groups: tuple = ()
    window: months.Window | None = None
    rows: tuple = ()
    change_words: str = ""
    rate_words: str = ""
    funnel: Plot | None = None
    missing: tuple = ()
    why_not: str = ""


def peers_of(indicator, wanted=""):
    """``indicator`` with its areas. The group whose key is ``wanted``, else the latest."""
    groups = tuple(indicator.partnership.peer_groups.all())
    group = next((one for one in groups if str(one.pk) == wanted), groups[0] if groups else None)
    if group is None or not indicator.is_counted:
        return Peers(groups=groups, why_not=NO_GROUP if group is None else NOT_COUNTED)
    own = {area.name for area in indicator.areas.all()}
    areas = _areas([*own, *group.members])
    runs = _runs(indicator, areas)
    last = min(
        (run.data_to for run in runs if run.data_to is not None and run.area.name in own), default=None
    )
    if last is None:
        return Peers(group, groups, why_not="No figure of its own area is loaded yet.")
    window = months.rolling(last)
    if why_not := broken(indicator, window, window.earlier()):
        return Peers(group, groups, window, why_not=why_not)
    people = _people(indicator, areas)
    rows = [_peer(indicator, run, window, people, own) for run in runs]
    held = tuple(row for row in rows if row.after is not None)
    missing = tuple(name for name in group.members if name not in {row.name for row in held})
    plot, rate_words = _beside_rate(indicator, held, window) if indicator.base else (None, "")
    rows = tuple(sorted(held, key=lambda row: (not row.is_own, row.name)))
    return Peers(group, groups, window, rows, _beside_change(held), rate_words, plot, missing)


def _areas(names):
    """Areas of these names; what the portal knows by its name alone can be counted all the same."""
    known = {area.name: area for area in Area.objects.filter(name__in=names).order_by("kind", "pk")}
    names = list(dict.fromkeys(names))
    return [known.get(name) or Area(pk=-at, name=name) for at, name in enumerate(names, start=1)]


def _runs(indicator, areas):
    """The same indicator, counted in all of them."""
    twin = copy(indicator)
    twin.__dict__["_prefetched_objects_cache"] = {}
    hand(twin, "areas", areas)
    return [run for run in runs_of([twin])[twin.pk].values() if run.area]


def _people(indicator, areas):
    if not indicator.base:
        return {}
    twin = copy(indicator)
    twin.__dict__["_prefetched_objects_cache"] = {}
    hand(twin, "areas", areas)
    return populations(twin)


def _peer(indicator, run, window, people, own):
    before, after = run.counts.total(window.earlier()), run.counts.total(window)
    held = people.get(run.area.code) if run.area.code else None
    rate = (
        Rate(after, held and held[0], of=OF[indicator.base]) if indicator.base and after is not None else None
    )
    return Peer(run.area.name, run.area.name in own, before, after, rate)


def _beside_change(rows):
    """Own areas together beside all others together, over the same two years."""
    sides = [[row for row in rows if row.is_own is own] for own in (True, False)]
    both = [
        Counts(sum(row.before for row in side), sum(row.after for row in side))
        for side in sides
        if side and all(row.before is not None for row in side)
    ]
    if len(both) < 2:
        return "The two years before are not both known for here and for the group, so no change is compared."
    ours, theirs = (change(one.before, one.after) for one in both)
    said = f"Here it went {ours.figures}; in the group {theirs.figures}"
    found = relative_ratio(*both)
    if found is None:
        return f"{said}."
    if found.covers_no_change:
        return f"{said}: {SAME}."
    ends = " to ".join(
        f"{signed(100 * (end - 1))}%" if end is not None else "no end" for end in (found.low, found.high)
    )
    which = "more" if found.low > 1 else "fewer"
    return f"{said}: {which} than if it had gone as the group did, beyond chance (95% interval {ends})."


def _beside_rate(indicator, rows, window):
    found = funnel.funnel(
        [funnel.Area(row.name, row.after, row.rate.population if row.rate else None) for row in rows]
    )
    if found.target is None:
        return (
            None,
            "There is no number of residents for these areas, so no rate is compared. Load the population.",
        )
    own = {row.name for row in rows if row.is_own}
    words = [f"{one.area.name}: {_place(one)}." for one in found.placed if one.area.name in own]
    title, of = f"{indicator.title}: here and the group, {window.words}", OF[indicator.base]
    return funnel_plot(title, " ".join(words), found, of=of, source=source_of(indicator)), " ".join(words)


def _place(placed):
    if placed.place is funnel.Place.WITHIN:
        return f"a rate of {placed.rate:,.1f}, {SAME}"
    return f"a rate of {placed.rate:,.1f}, {placed.words} of the group's"
