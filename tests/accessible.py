"""Whether a PDF file may be given to everybody: PDF/UA-1 (ISO 14289-1), by the conditions of the Matterhorn Protocol.

Two checkers judge by the file: `page`, rule by rule as veraPDF does, and `outloud`, as a screen reader goes through it.
Neither asks whether the page and the tree of tags agree with one another (ISO 32000-1, 14.7.4), nor whether what is
tagged stands in what is not to be read (Matterhorn 01-004): that is asked here.
"""

import io
import tempfile
from collections import Counter

import outloud
import page as validator
import pikepdf

MARKS = ("BMC", "BDC", "EMC")
GUESSES = {  # of the second checker, which are no conditions of the standard, and where they are wrong of our files
    "TBL-010",  # headers are torn: of a table that has one row
    "TAG-002",  # what is to be read is an artifact: of a long running head
    "ORD-001",  # drawn in another order than it is tagged: of a list, whose numbers are drawn last
    "LNK-010",  # an address without a link: of one that somebody wrote in a text
}


def accessibility_problems(data):
    """Each fault as a sentence; none for a file that may be kept."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        judged, heard = (
            validator.validate_pdf(file.name, profile="ua1"),
            outloud.check(file.name, skip=GUESSES),
        )
    with pikepdf.open(io.BytesIO(data)) as document:
        return [
            *(f"{failure.rule_id}: {failure.message}" for failure in judged.failures),
            *(finding.message for finding in heard.findings if finding.severity != "info"),
            *_disagreements(document),
        ]


def _disagreements(document):
    root = document.Root.get("/StructTreeRoot")
    if root is None:
        return
    parents, tagged, owners = dict(_numbers(root.ParentTree)), Counter(), {}
    for element in _elements(root.get("/K")):
        for kid in _kids(element):
            if isinstance(kid, int):
                tagged[element.Pg.objgen, kid] += 1
            elif kid.get("/Type") == "/OBJR":
                owners[kid.Obj.objgen] = element.objgen
    for number, sheet in enumerate(document.pages, 1):
        its = {key: times for (found, key), times in tagged.items() if found == sheet.obj.objgen}
        for fault in [*_of_marks(sheet, its, parents), *_of_links(sheet, owners, parents)]:
            yield f"Page {number}: {fault}"


def _of_marks(sheet, tagged, parents):
    """What the page shows, each piece once, and each in the tag that the tree of parents gives for it."""
    rows, shown = parents.get(sheet.obj.get("/StructParents"), ()), Counter(_shown(sheet))
    if shown.pop(None, 0):
        yield "what is tagged stands in an artifact."
    for key in sorted(shown.keys() | tagged.keys()):
        if (shown[key], tagged.get(key)) != (1, 1):
            yield f"mark {key} is shown {shown[key]} times and tagged {tagged.get(key, 0)} times."
        if key >= len(rows) or key not in [kid for kid in _kids(rows[key]) if isinstance(kid, int)]:
            yield f"the tag of mark {key} does not hold it."


def _of_links(sheet, owners, parents):
    for link in sheet.obj.get("/Annots", ()):
        above = parents.get(link.get("/StructParent"))
        if above is None or owners.get(link.objgen) != above.objgen:
            yield "a link and its tag do not lead to one another."


def _shown(sheet):
    """The mark of each piece of tagged content of the page; None for one within an artifact."""
    within = []
    for operands, operator in pikepdf.parse_content_stream(sheet):
        if str(operator) not in MARKS:
            continue
        if str(operator) == "EMC":
            within.pop()
            continue
        if len(operands) > 1 and "/MCID" in operands[1]:
            yield None if "/Artifact" in within else int(operands[1].MCID)
        within.append(str(operands[0]))


def _elements(found):
    for each in found if isinstance(found, pikepdf.Array) else [found]:
        if isinstance(each, pikepdf.Dictionary) and "/S" in each:
            yield each
            yield from _elements(each.get("/K", pikepdf.Array()))


def _kids(element):
    kids = element.get("/K", pikepdf.Array())
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _numbers(tree):
    """The pairs of a number tree."""
    flat = list(tree.get("/Nums", ()))
    yield from ((int(key), value) for key, value in zip(flat[::2], flat[1::2], strict=True))
    for branch in tree.get("/Kids", ()):
        yield from _numbers(branch)
