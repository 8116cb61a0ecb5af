"""How a project stands: money, returns and outputs, as its page shows them."""

from dataclasses import dataclass
from decimal import Decimal

from design.filters import money
from funding.models import BidOutput, Entry, MonitoringReturn
from funding.money import NOTHING, percent_of


@dataclass(frozen=True)
class Progress:
    """An output: what it has come to over the returns, beside its target."""

    output: BidOutput
    reported: Decimal
    is_exact: bool  # nobody said "almost" or "over"
    last: Decimal | None = None  # in the last period, with what it was in the one before
    before: Decimal | None = None
    without: int = 0  # returns that say why there is no number

    @property
    def percent(self):
        return percent_of(self.reported, self.output.target)

    @property
    def variance(self):
        """What it has come to so far, less what was promised of the whole project."""
        return self.reported - self.output.target

    @property
    def change(self):
        """Per cent on the period before, or None where there is nothing to compare with (S002-105)."""
        if self.before:
            return ((self.last - self.before) * 100 / self.before).quantize(Decimal(1))
        return None


def progress_of(bid):
    """Over the returns that were sent; read from what was prefetched."""
    sent = [row for row in bid.returns.all() if row.submitted_at]
    for output in bid.outputs.all():
        values = [value for row in sent for value in row.values.all() if value.output_id == output.pk]
        sums = [value.value for value in values if value.value is not None]
        yield Progress(
            output, sum(sums, NOTHING), not any(value.qualifier for value in values),
            sums[-1] if sums else None, sums[-2] if len(sums) > 1 else None,
            len(values) - len(sums),
        )  # fmt: skip


@dataclass(frozen=True)
class ProjectMoney:
    awarded: Decimal
    claimed: Decimal
    paid: Decimal
    repaid: Decimal
    released: Decimal

    @property
    def left(self):
        return self.awarded - self.released - self.paid + self.repaid


def unspent_of(bid):
    """What whoever closes a project is told of money that was paid, and is neither said to be spent nor back."""
    told = [
        row.spent
        for row in bid.returns.all()
        if row.state == MonitoringReturn.State.ACCEPTED and row.spent is not None
    ]
    sums = money_of(bid)
    rest = sums.paid - sums.repaid - sum(told, NOTHING)
    if told and rest > 0:
        yield (
            f"{money(sums.paid)} was paid. Its returns say that {money(sum(told, NOTHING))} was spent, and "
            f"{money(sums.repaid)} came back: {money(rest)} is not accounted for. Ask for it back first, or go on."
        )


def money_of(bid):
    sums = {
        kind: sum((row.amount for row in bid.entries.all() if row.kind == kind), NOTHING)
        for kind in Entry.Kind
    }
    claimed = sum((row.claimed or NOTHING for row in bid.instalments.all()), NOTHING)
    back = sum((row.amount for row in bid.clawbacks.all() if row.repaid_on), NOTHING)
    wrong = sums[Entry.Kind.REPAID] - back  # entered, and taken out again: no money moved
    return ProjectMoney(
        bid.awarded or NOTHING, claimed, sums[Entry.Kind.PAID] - wrong, back, sums[Entry.Kind.RELEASED]
    )
