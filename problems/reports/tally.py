"""The counts of `results`, in one statement: a record of two hundred columns is read once, and not once for each sum.

The ORM says which records and what they are added up by; the rest is the same SQL on PostgreSQL and SQLite.
"""

from decimal import Decimal

from django.db import connection
from django.db.models import BooleanField, Case, F, Value, When
from django.db.models.functions import ExtractYear

from problems.lifecycle import Status
from problems.models import AgencyTime, Extent, Resource, Round

STAGES = (
    ("scanning", "Scanning", (Status.SCANNING,)),
    ("analysis", "Analysis", (Status.ANALYSIS,)),
    ("planning", "Response planning", (Status.PLANNING,)),
    ("response", "Response under way", (Status.RESPONSE,)),
    ("assessment", "Assessment", (Status.ASSESSMENT,)),
    ("commander", "With the commander", (Status.REVIEW, Status.RETURNED)),
    ("waiting", "Waiting for review", (Status.WAITING,)),
    ("closed", "Closed", (Status.CLOSED,)),
    ("withdrawn", "Withdrawn", (Status.WITHDRAWN,)),
)
OUTCOMES = [(f"{done}_{achieved}", done, achieved) for done in Extent for achieved in Extent]
PERIODS = ("before_from", "before_until", "after_from", "after_until")
READ = {  # of a record, beside what it is added up by
    "id": F("pk"), "status": F("status"), "done": F("plan_implemented"), "achieved": F("measure_achieved"),
    "before": F("incidents_before"), "after": F("incidents_after"), "place": F("partnership"),
    "year": ExtractYear("initiated_on"), **{name: F(name) for name in PERIODS},
}  # fmt: skip
DAYS = {
    "postgresql": "CAST({0}_until AS date) - CAST({0}_from AS date) + 1",
    "sqlite": "julianday({0}_until) - julianday({0}_from) + 1",
}
SAME_MONTHS = " AND ".join(
    f"replace(substr(before_{end}, 6), '02-29', '02-28') = replace(substr(after_{end}, 6), '02-29', '02-28')"
    for end in ("from", "until")
)
# by the day where the periods differ in length, as `problems.evidence.Recorded.is_reduced` has it
REDUCED = (
    f"CASE WHEN days_before > 0 AND days_after > 0 AND NOT (abs(days_before - days_after) < 3 AND {SAME_MONTHS}) "
    "THEN after * days_before < before * days_after ELSE after < before END"
)
BOTH = "before IS NOT NULL AND after IS NOT NULL"
COUNTS = {
    "opened": "sum(is_record)",
    **{
        name: "count(*) FILTER (WHERE status IN ({}))".format(", ".join(f"'{status}'" for status in statuses))
        for name, _, statuses in STAGES
    },
    **{
        name: f"count(*) FILTER (WHERE done = '{done}' AND achieved = '{achieved}')"
        for name, done, achieved in OUTCOMES
    },
    "counted": f"count(*) FILTER (WHERE {BOTH})",
    "before": f"sum(before) FILTER (WHERE {BOTH})",
    "after": f"sum(after) FILTER (WHERE {BOTH})",
    "reduced": f"count(*) FILTER (WHERE {BOTH} AND {REDUCED})",
}
SPENT = {"hours": "sum(hours)", "cost": "sum(cost)"}
STATEMENT = """
WITH record ({columns}) AS MATERIALIZED ({records}),
turn (g1, g2, is_record, status, done, achieved, before, after, {periods}) AS (
    SELECT g1, g2, 1, status, done, achieved, before, after, {of_record} FROM record WHERE is_wanted
    UNION ALL
    SELECT g1, g2, 0, '', ended.plan_implemented, ended.measure_achieved, ended.incidents_before, ended.incidents_after,
        {of_round}
    FROM {round} ended JOIN record ON record.id = ended.problem_id WHERE is_wanted
),
counted AS (
    SELECT turn.*, CAST({days_before} AS bigint) AS days_before, CAST({days_after} AS bigint) AS days_after FROM turn
)
SELECT 'turns', CAST(g1 AS TEXT), CAST(g2 AS TEXT), {counts}, 0, 0 FROM counted GROUP BY g1, g2
UNION ALL
SELECT 'spent', CAST(g1 AS TEXT), CAST(g2 AS TEXT), {zeros}, {spent}
FROM {resource} JOIN record ON record.id = problem_id WHERE is_wanted GROUP BY g1, g2
UNION ALL
SELECT 'spent', CAST(g1 AS TEXT), CAST(g2 AS TEXT), {zeros}, {spent}
FROM {agency_time} JOIN record ON record.id = problem_id WHERE is_wanted GROUP BY g1, g2
UNION ALL
SELECT 'opened', CAST(place AS TEXT), CAST(year AS TEXT), count(*), {zeros_but_one}, 0, 0
FROM record GROUP BY place, year
"""


def tally(visible, keys, wanted, beside=None):
    """Of the records that are ``wanted``: a list of (g1, g2, sums), which `by_name` names.

    And of all that are ``visible``, how many a partnership opened in a year, by (partnership's key, year).
    ``keys`` are the expressions g1 and g2. A round that ended counts beside the one under way (S002-66); what was
    spent is a row of its own. Where records are added up by what several rows of another table say together,
    ``beside`` is the query of those, (record's key, text), and the text is g1: it is read once and joined, in place
    of once for each record.
    """
    is_wanted = Case(When(wanted, then=True), default=False) if wanted else Value(True, BooleanField())
    columns = {"g1": Value(""), "g2": Value(""), **keys, **READ, "is_wanted": is_wanted}
    named = {f"c{number}": expression for number, expression in enumerate(columns.values())}
    records, params = visible.order_by().annotate(**named).values_list(*named).query.sql_with_params()
    if beside is not None:
        with_text, more = beside.query.sql_with_params()
        records, params = _joined(records, list(columns), with_text), (*params, *more)
    with connection.cursor() as cursor:
        cursor.execute(_statement(", ".join(columns), records), params)
        found = cursor.fetchall()
    lines, opened = [], {}
    for part, g1, g2, *numbers in found:
        if part == "opened":
            opened[int(g1), int(g2)] = numbers[0]
        else:
            lines.append((g1, g2, numbers))
    return lines, opened


def by_name(numbers):
    return dict(zip((*COUNTS, *SPENT), map(_number, numbers), strict=True))


def _joined(records, columns, beside):
    read = ", ".join("text" if column == "g1" else f"c{number}" for number, column in enumerate(columns))
    return (
        f"SELECT {read} FROM ({records}) seen "  # noqa: S608 -- names of our own
        f"LEFT JOIN (SELECT record, text FROM ({beside}) told) beside ON record = c{columns.index('id')}"
    )


def _statement(columns, records):
    tables = {"round": Round, "resource": Resource, "agency_time": AgencyTime}
    days = DAYS[connection.vendor]
    return STATEMENT.format(
        periods=", ".join(PERIODS), of_record=", ".join(f"CAST({name} AS TEXT)" for name in PERIODS),
        of_round=", ".join(f"ended.content ->> '{name}'" for name in PERIODS),
        days_before=days.format("before"), days_after=days.format("after"),
        columns=columns, records=records, counts=", ".join(COUNTS.values()), spent=", ".join(SPENT.values()),
        zeros=", ".join("0" * len(COUNTS)), zeros_but_one=", ".join("0" * (len(COUNTS) - 1)),
        **{name: model._meta.db_table for name, model in tables.items()},
    )  # fmt: skip


def _number(value):
    """SQLite adds money up as a float."""
    return Decimal(str(value)) if isinstance(value, float) else value or 0
