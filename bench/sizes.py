"""How much there is, and how often it is asked.

S is for continuous integration; L is a county of counties; R is S with the reminders, kills and races of L.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    partnerships: int
    people: int  # of each partnership
    at_first: int  # records when growth is measured the first time
    records: int
    grants: int
    versions: int  # of one record
    events: int
    reminders: int
    kills: int
    approvals: int  # races to approve the same minutes
    rewrites: int  # races to rewrite the same paragraph
    problems: int  # problem records of one partnership
    crimes: int  # rows of police data
    bids: int  # in calls of earlier years


SIZES = {
    "S": Size(10, 100, 1_000, 10_000, 2_000, 10_000, 20_000, 500, 10, 60, 240, 20_000, 300_000, 100_000),
    "R": Size(
        10, 100, 1_000, 10_000, 2_000, 10_000, 20_000, 10_000, 200, 2_000, 8_000, 20_000, 3_000_000, 100_000
    ),
    "L": Size(
        300,
        100,
        10_000,
        1_000_000,
        200_000,
        1_000_000,
        1_000_000,
        10_000,
        200,
        2_000,
        8_000,
        20_000,
        3_000_000,
        100_000,
    ),
}
