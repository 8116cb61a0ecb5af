"""The process in which files of other people's making are read and joined to one PDF; its argument is megabytes.

Only pages are taken, and links to addresses among what stands on them: no scripts, no forms, no attachments, nothing
that happens when a file is opened. What a form says is drawn into its page first.
"""

import contextlib
import io
import json
import resource
import sys

import pikepdf

from design.jobs import serve

MOST_PAGES, MOST_BYTES = 600, 60_000_000
NEVER = ("/AA", "/AF", "/EF", "/JS")  # of any object: what happens by itself, attachments, scripts
KEPT_AT_ROOT = {"/Type", "/Pages", "/StructTreeRoot", "/MarkInfo", "/Lang"}
WIDE, FOOT, HEAD = 595.28, 22, 26  # of a sheet of stamps and its bands, in points
LOCKED = "it is protected by a password"
DAMAGED = "the file is damaged"
FORM = "it is a form that only Adobe’s own program draws"
LONG = f"it has more than {MOST_PAGES} pages"
LARGE = "it is too large"
EMPTY = "it has no pages"


def read(path: str) -> dict | bytes:
    """The file with its pages alone; or why it cannot be joined."""
    try:
        with pikepdf.open(path) as pdf:
            if why := unfit(pdf):
                return {"why": why}
            strip(pdf)
            out = io.BytesIO()
            pdf.save(out, encryption=False)
        try_stamps(out)
    except pikepdf.PasswordError:
        return {"why": LOCKED}
    except (pikepdf.PdfError, pikepdf.DataDecodingError, ValueError, TypeError, KeyError, AttributeError):
        return {"why": DAMAGED}
    return out.getvalue() if out.tell() <= MOST_BYTES else {"why": LARGE}


def try_stamps(file) -> None:
    """A page that cannot be stamped is found now, when its file alone is left out, and not when all are joined."""
    with pikepdf.open(file) as pdf:
        stamps, out = pikepdf.new(), pikepdf.new()
        sheet = stamps.add_blank_page(page_size=(WIDE, FOOT))
        out.pages.extend(pdf.pages)
        for page in out.pages:
            Frame(page).draw(out, sheet, top=False)


def unfit(pdf) -> str:
    if not len(pdf.pages):
        return EMPTY
    if len(pdf.pages) > MOST_PAGES:
        return LONG
    return FORM if pdf.Root.get("/NeedsRendering") else ""


def strip(pdf) -> None:
    if "/AcroForm" in pdf.Root and pdf.Root.AcroForm.get("/NeedAppearances"):
        pdf.generate_appearance_streams()
    notes = [note for page in pdf.pages for note in page.obj.get("/Annots", [])]
    pdf.flatten_annotations("screen")
    for key in set(pdf.Root.keys()) - KEPT_AT_ROOT:
        del pdf.Root[key]
    for page in pdf.pages:
        for key in ("/B", "/PieceInfo", "/Metadata"):
            if key in page.obj:
                del page.obj[key]
        if "/Annots" in page.obj:
            kept = pikepdf.Array([note for note in page.obj.Annots if is_address(note)])
            page.obj.Annots = kept
            for note in kept:
                clean(note)
    silence(pdf, notes)


def silence(pdf, notes) -> None:
    """The tree of tags may still lead to a note that is on no page, and so to a script or a file."""
    for note in notes:
        if not is_address(note):
            for key in list(note.keys()):
                del note[key]
    for obj in pdf.objects:
        if isinstance(obj, (pikepdf.Dictionary, pikepdf.Stream)):
            for key in NEVER:
                if key in obj:
                    del obj[key]


def is_address(note) -> bool:
    action = note.get("/A", {}) if note.get("/Subtype") == "/Link" else {}
    return action.get("/S") == "/URI" and str(action.get("/URI", "")).startswith(
        ("https://", "http://", "mailto:")
    )


def clean(note) -> None:
    if "/PA" in note:
        del note["/PA"]
    note.A = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=note.A.URI)


def join(job: dict) -> bytes:
    """One file of many, its pages numbered, with bookmarks; ``tags``: with what screen readers are told of each."""
    with contextlib.ExitStack() as opened:
        parts = [opened.enter_context(pikepdf.open(path)) for path in job["paths"]]
        stamps = opened.enter_context(pikepdf.open(job["stamps"]))
        out, firsts = pikepdf.new(), []
        tree = Tree(out)
        for part in parts:
            firsts.append(len(out.pages))
            out.pages.extend(part.pages)
            if job["tags"] and "/StructTreeRoot" in part.Root:
                tree.take(part, out.pages[firsts[-1] :])
        tree.finish()
        stamp(out, stamps, firsts, job["heads"])
        bookmark(out, job["bookmarks"], firsts)
        out.Root.Lang, out.Root.PageMode = "en-GB", pikepdf.Name.UseOutlines
        out.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        with out.open_metadata(set_pikepdf_as_editor=False) as said:
            said["dc:title"] = job["title"]
        out.docinfo["/Title"] = job["title"]
        file = io.BytesIO()
        out.save(file, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return file.getvalue()


class Tree:
    """The trees of tags of several files as one: each hangs under one root, and no number is used twice."""

    def __init__(self, out):
        self.out, self.offset, self.numbers, self.roles, self.kids = out, 0, {}, {}, []

    def take(self, part, pages) -> None:
        root = self.out.copy_foreign(part.Root.StructTreeRoot)
        kids = root.get("/K", [])
        self.kids += list(kids) if isinstance(kids, pikepdf.Array) else [kids]
        self.roles = dict(root.get("/RoleMap", pikepdf.Dictionary()).items()) | self.roles
        highest = -1
        if "/ParentTree" in root:
            for key, value in pikepdf.NumberTree(root.ParentTree).items():
                self.numbers[self.offset + key] = value
                highest = max(highest, key)
        for page in pages:
            self.shift(page.obj, "/StructParents")
            for note in page.obj.get("/Annots", []):
                self.shift(note, "/StructParent")
            for drawn in page.obj.get("/Resources", {}).get("/XObject", {}).values():
                self.shift(drawn, "/StructParents")
                self.shift(drawn, "/StructParent")
        self.offset += highest + 1

    def shift(self, obj, key) -> None:
        """Once, though a picture stands on many pages: it is marked for the time of the joining."""
        if key in obj and "/PortalShifted" not in obj:
            obj[key] = int(obj[key]) + self.offset
            if isinstance(obj, pikepdf.Stream):
                obj["/PortalShifted"] = True

    def finish(self) -> None:
        if not self.kids:
            return
        for obj in self.out.objects:
            if isinstance(obj, pikepdf.Stream) and "/PortalShifted" in obj:
                del obj["/PortalShifted"]
        root = self.out.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
        whole = self.out.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Document, P=root)
        )
        for kid in self.kids:
            kid.P = whole
        whole.K, root.K = pikepdf.Array(self.kids), pikepdf.Array([whole])
        numbers = [part for key in sorted(self.numbers) for part in (key, self.numbers[key])]
        root.ParentTree = self.out.make_indirect(pikepdf.Dictionary(Nums=pikepdf.Array(numbers)))
        root.ParentTreeNextKey = self.offset
        if self.roles:
            root.RoleMap = pikepdf.Dictionary(self.roles)
        self.out.Root.StructTreeRoot = root
        self.out.Root.MarkInfo = pikepdf.Dictionary(Marked=True)


def stamp(out, stamps, firsts, heads) -> None:
    """The number of each page beneath it, and above the first of a part what it is: on paper that is added there."""
    drawn = iter(stamps.pages)
    feet = [next(drawn) for _page in out.pages]
    above = {first: next(drawn) for first, head in zip(firsts, heads, strict=True) if head}
    for number, page in enumerate(out.pages):
        frame = Frame(page)
        frame.draw(out, feet[number], top=False)
        if number in above:
            frame.draw(out, above[number], top=True)


class Frame:
    """The edges of a page as a reader sees it, however it is turned."""

    def __init__(self, page):
        self.page, self.turn = page, int(page.obj.get("/Rotate", 0)) % 360 // 90 * 90
        box = [float(edge) for edge in page.cropbox]
        self.box = [min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3])]
        width, height = self.box[2] - self.box[0], self.box[3] - self.box[1]
        self.scale = (width if self.turn in (0, 180) else height) / WIDE
        page.contents_add(b"q", prepend=True)
        page.contents_add(b"Q")

    def draw(self, out, sheet, *, top) -> None:
        band = (HEAD if top else FOOT) * self.scale
        # 0: lower edge, 1: right, 2: upper, 3: left; where the reader's lower edge is after turning
        edge = ((self.turn // 90) + (2 if top else 0)) % 4
        left, low, right, high = self.box
        place = {
            0: (left, low - band),
            1: (right + band, low),
            2: (right, high + band),
            3: (left - band, high),
        }
        if top:  # drawn from the inner side of the band, in the same direction as the foot
            place = {2: (left, high), 3: (left, low), 0: (right, low), 1: (right, high)}
        index = {0: 1, 1: 2, 2: 3, 3: 0}[edge]
        self.box[index] += band if index > 1 else -band
        x, y = place[edge]
        a, b = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}[self.turn]
        a, b = a * self.scale, b * self.scale
        name = self.page.add_resource(out.copy_foreign(sheet.as_form_xobject()), pikepdf.Name.XObject)
        said = f"/Artifact <</Type /Pagination>> BDC q {a} {b} {-b} {a} {x} {y} cm {name} Do Q EMC"
        self.page.contents_add(said.encode())
        self.page.obj.MediaBox = self.page.obj.CropBox = pikepdf.Array(self.box)


def bookmark(out, bookmarks, firsts) -> None:
    """``bookmarks``: (title, number of its part, those beneath it)."""
    with out.open_outline() as outline:
        for title, part, beneath in bookmarks:
            entry = pikepdf.OutlineItem(title, firsts[part])
            entry.children.extend(pikepdf.OutlineItem(said, firsts[at]) for said, at in beneath)
            outline.root.append(entry)


def count(path: str) -> bytes:
    with pikepdf.open(path) as pdf:
        return str(len(pdf.pages)).encode()


def do(job: dict) -> bytes:
    if job["do"] == "join":
        return join(job)
    if job["do"] == "count":
        return count(job["path"])
    found = read(job["path"])
    return json.dumps(found).encode() if isinstance(found, dict) else found


def main() -> None:
    megabytes = int(sys.argv[1])
    serve(do, {resource.RLIMIT_AS: megabytes * 1_000_000})
