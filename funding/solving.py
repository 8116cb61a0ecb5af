"""The best set of bids for the money: an exact 0/1 knapsack with a budget for each fund.

Points and pence are whole numbers here, so that nothing is lost by rounding; what the solver gives back is added
up again before it is believed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SECONDS = 10.0  # by the clock, of a machine that does other things too; 200 bids take less than five
GAP = 0.99  # values are whole numbers: a set that is nearer than this to the bound is the best


@dataclass(frozen=True)
class Item:
    """A bid to choose or not: what it is worth, what it costs in pence, and from which fund."""

    key: int
    value: int
    cost: int
    fund: int
    counts: bool = False  # towards the least that a rule asks for


@dataclass(frozen=True)
class Least:
    """What the chosen items that count must come to, in pence, from these funds."""

    amount: int
    funds: frozenset[int]


@dataclass(frozen=True)
class Best:
    """``proven`` says that no better set exists; where time ran out it is the best that was found."""

    chosen: frozenset[int]
    value: int
    proven: bool


def best_set(
    items: Sequence[Item], budgets: dict[int, int], *, must: Iterable[int] = (), never: Iterable[int] = (),
    least: Sequence[Least] = (), seconds: float = SECONDS,
) -> Best | None:  # fmt: skip
    """The items of the greatest value that the budgets hold; None where nothing meets all that is asked."""
    must, never = frozenset(must), frozenset(never)
    if must & never:
        return None
    items = [item for item in items if item.key not in never]
    solver = _solver(items, budgets, must, least, seconds)
    while True:
        solver.run()
        chosen = _chosen(solver, items)
        if chosen is None:
            return None
        if _holds(chosen, budgets, must, least):
            value = sum(item.value for item in chosen)
            return Best(frozenset(item.key for item in chosen), value, _is_proven(solver))
        _never_again(solver, items, chosen)


def _highs():
    """Fetched when first wanted: numpy comes with it, and most processes need neither."""
    import highspy  # noqa: PLC0415 -- as said

    return highspy


def _quiet(highspy):
    """It prints who made it while it is being built, before anybody could set its option."""

    class Quiet(highspy.Highs):
        def enableCallbacks(self):
            self.setOptionValue("output_flag", False)
            super().enableCallbacks()

    return Quiet


def _solver(items, budgets, must, least, seconds):
    highspy = _highs()
    solver = _quiet(highspy)()
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("time_limit", seconds)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", GAP)
    for place, item in enumerate(items):
        solver.addVar(1.0 if item.key in must else 0.0, 1.0)
        solver.changeColIntegrality(place, highspy.HighsVarType.kInteger)
        solver.changeColCost(place, float(item.value))
    solver.changeObjectiveSense(highspy.ObjSense.kMaximize)
    for fund, budget in budgets.items():
        of_fund = [(place, item.cost) for place, item in enumerate(items) if item.fund == fund]
        _row(solver, -highspy.kHighsInf, float(budget), of_fund)
    for rule in least:
        counted = [(n, item.cost) for n, item in enumerate(items) if item.counts and item.fund in rule.funds]
        _row(solver, float(rule.amount), highspy.kHighsInf, counted)
    return solver


def _row(solver, low, high, terms):
    places, costs = [place for place, _ in terms], [float(cost) for _, cost in terms]
    solver.addRow(low, high, len(terms), places, costs)


def _chosen(solver, items):
    highspy = _highs()
    status = solver.getModelStatus()
    there = solver.getInfo().primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    if status == highspy.HighsModelStatus.kModelEmpty:
        return []
    if not there:
        return None
    values = solver.getSolution().col_value
    return [item for item, value in zip(items, values, strict=True) if value > 0.5]


def _is_proven(solver):
    highspy = _highs()
    return solver.getModelStatus() in (
        highspy.HighsModelStatus.kOptimal,
        highspy.HighsModelStatus.kModelEmpty,
    )


def _holds(chosen, budgets, must, least):
    """In whole pence: the solver works in floating point, and may be a penny out."""
    spent = dict.fromkeys(budgets, 0)
    for item in chosen:
        spent[item.fund] += item.cost
    return (
        all(spent[fund] <= budget for fund, budget in budgets.items())
        and must <= {item.key for item in chosen}
        and all(
            sum(item.cost for item in chosen if item.counts and item.fund in rule.funds) >= rule.amount
            for rule in least
        )
    )


def _never_again(solver, items, chosen):
    """Forbid exactly this set, which is over by less than the solver can see."""
    highspy = _highs()
    keys = {item.key for item in chosen}
    terms = [(place, 1.0 if item.key in keys else -1.0) for place, item in enumerate(items)]
    _row(solver, -highspy.kHighsInf, float(len(keys) - 1), terms)
