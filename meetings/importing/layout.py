"""The lines worth parsing: furniture taken out and listed, tables recognised for what they hold."""

import re
from collections import defaultdict
from dataclasses import dataclass, replace

from meetings.importing import words
from meetings.importing.furniture import running_heads, split_furniture
from meetings.importing.patterns import whole
from meetings.importing.source import Dropped, Line

NUMBER_CELL = whole(r"(?:item\s*)?\d{1,4}(?:[./]\d{1,3})*[a-z]?[.)]?")
LETTERS_CELL = re.compile(r"[A-Z]{2,4}(?:\s*[/,&\n]\s*[A-Z]{2,4})*")
OWNER = whole(
    r"owners?|who|leads?|responsib\w+|by whom|action (?:by|owner)|lead (?:officer|person)|person responsible",
    "assigned to|officer|name|responsible (?:person|officer|party)",
)
WORDING = whole(r"actions?(?: agreed| required| points?)?|task|what|details?|description|action point")
STATUS = whole(
    r"status|current status|updates?|progress|rag(?: rating)?|complete\??|completed|outcome|comments?|open/closed"
)
COLUMNS = (
    (
        "action",
        whole(
            r"(?:actions?|action (?:by|owner|points?|required|by whom|& owner)|action/owner|owners?|leads?|by whom|who|"
            r"responsib\w+|lead officer)(?:\s*/.*)?"
        ),
    ),
    ("date", whole(r"(?:by )?when|deadline|due(?: date)?|date|target date|timescale|date due")),
    (
        "number",
        whole(
            r"nos?\.?|item(?: no\.?| number)?|ref\.?|#|agenda (?:item|no\.?)|number|min(?:ute)?\.? ?(?:no|ref)?\.?"
        ),
    ),
    (
        "text",
        whole(
            r"discussion.*|summary.*|key points.*|minutes?|notes?|details?|subject|topic|description|title",
            r"agenda|business",
            r"agenda item|item and discussion|points? discussed|comments?",
        ),
    ),
)


TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line, or a whole row of a table that is not running text.

    ``role`` is the column of a table of minutes it stands in (action, date, number, text);
    ``cells`` and ``table`` are set for a row, ``kind`` says what its table holds (names, actions, data),
    or that the attendance took the line.
    """

    at: int
    line: Line
    role: str = ""
    cells: tuple[str, ...] = ()
    table: int = 0
    kind: str = ""

    @property
    def text(self):
        return "\t".join(cell for cell in self.cells if cell) if self.cells else self.line.printed


def lay_out(source):
    """Entries to parse and what was dropped on the way."""
    tables = defaultdict(list)
    for at, line in enumerate(source.lines):
        if line.cell:
            tables[line.cell.table].append((at, line))
    total = sum(len(line.text) for line in source.lines)
    running = running_heads(source.lines)
    entries, dropped, done = [], [], set()
    for at, line in enumerate(source.lines):
        if at in running:
            dropped.append(Dropped(line.printed, "repeated page heading", at))
        elif not line.cell:
            _take(entries, dropped, Entry(at, line))
        elif line.cell.table not in done:
            done.add(line.cell.table)
            _take_table(entries, dropped, tables[line.cell.table], total)
    return entries, dropped


def _take(entries, dropped, entry):
    line, furniture = split_furniture(entry.at, entry.line)
    if line:
        entries.append(replace(entry, line=line))
    if furniture:
        dropped.append(furniture)


def _take_table(entries, dropped, placed, total):
    """The rows of a table, or its lines when it lays out the minutes themselves."""
    rows = defaultdict(lambda: defaultdict(list))
    for at, line in placed:
        rows[line.cell.row][line.cell.column].append((at, line))
    grid = {
        row: [_cell_text(rows[row].get(n, ())) for n in range(max(rows[row]) + 1)] for row in sorted(rows)
    }
    kind = _kind(list(grid.values()), sum(len(line.text) for _, line in placed), total)
    if kind == "minutes":
        _take_running_text(entries, dropped, placed, grid)
        return
    for row, cells in grid.items():
        at, first = rows[row][min(rows[row])][0]
        entries.append(Entry(at, first, cells=tuple(cells), table=first.cell.table, kind=kind))


def _cell_text(pairs):
    return "\n".join(line.printed for _, line in pairs)


def column_roles(cells):
    """What each heading of a table of minutes stands for; empty where it is not one."""
    roles = {}
    for index, cell in enumerate(cells):
        for role, pattern in COLUMNS:
            if pattern.match(cell.strip().rstrip(":")):
                roles[index] = role
                break
    return roles if len(roles) == len([cell for cell in cells if cell.strip()]) else {}


def _kind(grid, length, total):
    if max(len(row) for row in grid) == 1:
        return "minutes"
    header = [cell.strip().rstrip(":").lower() for cell in grid[0]]
    if _names_header(header):
        return "names"
    if any(WORDING.match(cell) for cell in header) and any(OWNER.match(cell) for cell in header):
        return "data" if any(STATUS.match(cell) for cell in header) else "actions"
    roles = column_roles(grid[0])
    if "text" in roles.values() or ("number" in roles.values() and "action" in roles.values()):
        return "minutes"
    numbered = sum(1 for row in grid if NUMBER_CELL.match(row[0].strip()))
    average = length / len(grid)
    if numbered >= 2 and average > 60 and numbered >= len(grid) * 0.4:
        return "minutes"
    if average > 250 or (length > total * 0.5 and len(grid) >= 3 and average > 80):
        return "minutes"
    if any(words.group_of(cell.split("\n")[0]) for row in grid for cell in row):
        return "names"
    return "data"


def _names_header(header):
    known = words.NAME_COLUMNS, words.AGENCY_COLUMNS | words.ROLE_COLUMNS | words.INITIAL_COLUMNS
    return any(cell in known[0] for cell in header) and any(cell in known[1] for cell in header)


def _take_running_text(entries, dropped, placed, grid):
    headers = {row: found for row, cells in grid.items() if len(found := column_roles(cells)) > 1}
    roles = next(iter(headers.values()), None) or _guess_roles(list(grid.values()))
    for at, line in placed:
        if line.cell.row in headers:
            dropped.append(Dropped(line.printed, "table heading", at))
        else:
            role = roles.get(line.cell.column, "") if line.cell.columns > 1 else ""
            _take(entries, dropped, Entry(at, line, role=role, table=line.cell.table))


def _guess_roles(grid):
    """A last column of nothing but short notes of who acts is an action column even without a heading."""
    width = max(len(row) for row in grid)
    if width < 2:
        return {}
    last = [row[-1].strip() for row in grid if len(row) == width and row[-1].strip()]
    short = [cell for cell in last if LETTERS_CELL.fullmatch(cell)]
    roles = {width - 1: "action"} if last and len(short) >= max(1, len(last) * 0.6) else {}
    first = [row[0].strip() for row in grid if row[0].strip()]
    if first and sum(1 for cell in first if NUMBER_CELL.match(cell)) >= len(first) * 0.5:
        roles[0] = "number"
    return roles
