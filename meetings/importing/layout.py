"""The lines worth parsing: furniture taken out and listed, tables recognised for what they hold."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace

from meetings.importing import words
from meetings.importing.patterns import whole
from meetings.importing.source import Dropped, Line, shorten

FURNITURE = whole(
    "share this(?: page| item| article)?",
    "print(?: this)?(?: page| document)?",
    "(?:back|return) to (?:the )?top(?: of (?:the )?page)?|top of page",
    "skip to (?:main )?content",
    r"page \d{1,4}(?: ?(?:of|/) ?\d{1,4})?|\d{1,4} of \d{1,4}|\[?- ?\d{1,4} ?-\]?",
    "tweet|facebook|twitter|linkedin|whatsapp|email|share on (?:facebook|twitter|x|linkedin)",
    "(?:email|e-mail) this page",
    "cookies?(?: policy| settings)?|view cookies|(?:accept|reject)(?: all)?(?: additional)? cookies",
    "(?:supporting|additional) documents:?",
    "view directions|read more|give feedback|follow us(?: on [\\w ]+)?",
    "sign up for (?:email )?updates",
    r"(?:is|was) this page (?:useful|helpful)\??|report (?:a )?problem with this page",
    r"last (?:updated|modified):? [\w :,/-]{4,40}",
    r"(?:©|copyright).{0,80}|all rights reserved\.?",
)
COOKIES = re.compile(
    r"\b(?:we|website|site)\b.{0,40}\buses? cookies\b|\bcookies\b.{0,60}\b(?:accept|reject)\b", re.I
)
ATTACHMENT = re.compile(r"\s+(?:pdf icon\s+)?PDF\s+\d+(?:\.\d+)?\s?[KM]B$")
PAGE_NUMBER = whole(r"(?:page )?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?", r"- ?\d{1,4} ?-")
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


@dataclass(frozen=True, slots=True)
class Entry:
    """A line, or a whole row of a table that is not running text.

    ``role`` is the column of a table of minutes it stands in (action, date, number, text);
    ``cells`` and ``table`` are set for a row, ``kind`` says what its table holds (names, actions, data).
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
    lines, dropped = _without_furniture(source.lines)
    entries = []
    tables = defaultdict(list)
    for at, line in lines:
        if line.cell:
            tables[line.cell.table].append((at, line))
    total = sum(len(line.text) for _, line in lines)
    done = set()
    for at, line in lines:
        if not line.cell:
            entries.append(Entry(at, line))
        elif line.cell.table not in done:
            done.add(line.cell.table)
            rows, headings = _table(tables[line.cell.table], total)
            entries.extend(rows)
            dropped.extend(headings)
    return entries, dropped


def _without_furniture(lines):
    running = _running_heads(lines)
    kept, dropped = [], []
    for at, line in enumerate(lines):
        text = line.text.strip()
        attachment = ATTACHMENT.search(text[-60:])
        if not line.number and _is_furniture(text):
            reason = "page number" if PAGE_NUMBER.match(text) else "web page furniture"
            dropped.append(Dropped(text, reason, at))
        elif at in running:
            dropped.append(Dropped(text, "repeated page heading", at))
        elif attachment:
            dropped.append(Dropped(attachment.group().strip(), "link to a document", at))
            text = text[: len(text) - len(attachment.group())]
            kept.append((at, replace(line, text=text, bold=min(line.bold, len(text)))))
        else:
            kept.append((at, line))
    return kept, dropped


def _is_furniture(text):
    return bool(FURNITURE.match(text[:300]) or (len(text) < 400 and COOKIES.search(text)))


def _running_heads(lines):
    """Short lines that come back beside page numbers; text that merely repeats is left alone."""
    places = defaultdict(list)
    for at, line in enumerate(lines):
        if len(line.text) < 90:
            places[re.sub(r"\d+", "#", line.text.strip().lower())].append(at)
    heads = set()
    for found in places.values():
        title = found[0] < 4
        again = found[1:] if title else found
        if len(found) >= (2 if title else 3) and not _is_page(lines[found[0]]):
            beside = sum(1 for at in again if any(_is_page(line) for line in lines[max(at - 1, 0) : at + 2]))
            if beside >= max(1 if title else 2, len(again) - 1):
                heads.update(again)
    return heads


def _is_page(line):
    return bool(FURNITURE.match(line.text.strip()) and PAGE_NUMBER.match(line.text.strip()))


def _table(placed, total):
    """Entries of one table, and its heading rows when it lays out the minutes themselves."""
    rows = defaultdict(lambda: defaultdict(list))
    for at, line in placed:
        rows[line.cell.row][line.cell.column].append((at, line))
    grid = [[_cell_text(rows[row].get(n, ())) for n in range(max(rows[row]) + 1)] for row in sorted(rows)]
    kind = _kind(grid, sum(len(line.text) for _, line in placed), total)
    if kind == "minutes":
        return _running_text(placed, grid)
    entries = []
    for index, row in enumerate(sorted(rows)):
        at, first = (
            placed[0] if not rows[row] else min(pair for column in rows[row].values() for pair in column[:1])
        )
        entries.append(Entry(at, first, cells=tuple(grid[index]), table=first.cell.table, kind=kind))
    return entries, []


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


def _running_text(placed, grid):
    roles = {}
    headings = Counter()
    entries, dropped = [], []
    header_rows = {}
    for index, row in enumerate(grid):
        found = column_roles(row)
        if found and len(found) >= 2:
            roles = roles or found
            header_rows[index] = True
    numbers = sorted({line.cell.row for _, line in placed})
    order = {row: index for index, row in enumerate(numbers)}
    roles = roles or _guess_roles(grid)
    for at, line in placed:
        if order[line.cell.row] in header_rows:
            headings[line.text] += 1
            dropped.append(Dropped(shorten(line.printed, 200), "table heading", at))
        else:
            role = roles.get(line.cell.column, "") if line.cell.columns > 1 else ""
            entries.append(Entry(at, line, role=role, table=line.cell.table))
    return entries, dropped


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
