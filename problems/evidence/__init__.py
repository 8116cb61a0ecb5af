"""What may be said of a problem record's counts. Pure: no database, no clock, no forms.

`weigh` takes what was recorded (`Recorded`) and gives what follows from it (`Evidence`): change and percentage, rates,
change beside a comparison area, displacement, an interval for chance, warnings in words, the level on the Maryland
scale, and one sentence that claims no more than these allow (docs/decisions/0022).
"""

from evidence.chance import Interval
from evidence.counts import Counts, Period
from problems.evidence.figures import Displacement
from problems.evidence.weighing import Evidence, Recorded, weigh

__all__ = ["Counts", "Displacement", "Evidence", "Interval", "Period", "Recorded", "weigh"]
