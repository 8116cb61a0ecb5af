"""The agenda pack: one file of agenda and papers, as its reader may read them."""

import io

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.models import Event
from design.joining import CannotJoin, pages_alone
from design.pdf import html_to_pdf
from documents import services as documents
from meetings.models import Meeting, Pack
from meetings.services import agenda, packs
from notices.models import Notice
from records.jobs import sweep
from records.models import Link, Record
from records.services import change_record, join
from tests.documents.samples import word
from tests.factories import assessments as make_assessment
from tests.factories import meetings as make
from tests.factories import problems as make_problems
from tests.meetings import scenes
from tests.printed import pages, words

pytestmark = pytest.mark.django_db


def pdf_of(text, count=1, **more):
    """A file as somebody's program writes it: plain pages without tags."""
    pdf = pikepdf.new()
    for number in range(1, count + 1):
        page = pdf.add_blank_page(page_size=more.get("size", (595, 842)))
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F0=font))
        page.obj.Contents = pdf.make_stream(f"BT /F0 14 Tf 40 700 Td ({text} {number}) Tj ET".encode())
    for change in more.get("changes", ()):
        change(pdf)
    return saved(pdf, **more.get("saving", {}))


def saved(pdf, **how):
    file = io.BytesIO()
    pdf.save(file, **how)
    return file.getvalue()


def attach(meeting, title, content, by, item=None, name="paper.pdf"):
    file = SimpleUploadedFile(name, content)
    said = item.number if item else ""
    return documents.add_document(meeting, title=title, file=file, by=by, item=said)


@pytest.fixture
def called(county):
    meeting = make.scheduled(county)
    for title in ("Youth work", "Town centre"):
        agenda.add_item(meeting, by=county.officer, title=title, purpose="decision")
    return Meeting.objects.get(pk=meeting.pk)


def item(meeting, title):
    return meeting.items.get(title=title)


def made(meeting, by):
    row = packs.ask_pack(meeting, by=by)
    sweep()
    row.refresh_from_db()
    assert row.state == "done", (row.step, row.error)
    with row.file.open("rb") as file:
        return row, file.read()


def bookmarks(content):
    def of(entries):
        return [(entry.title, of(entry.children)) for entry in entries]

    with pikepdf.open(io.BytesIO(content)) as pdf, pdf.open_outline() as outline:
        return of(outline.root)


def test_a_pack_holds_the_agenda_and_each_paper_in_its_order_under_one_numbering(county, called):
    by = county.officer
    attach(called, "Lights in the square", pdf_of("Lights", 2), by, item(called, "Town centre"))
    attach(called, "Two evenings", pdf_of("Evenings", 3), by, item(called, "Youth work"))
    attach(called, "Costs", word("Costs."), by, item(called, "Youth work"), "costs.docx")
    attach(called, "A map of the county", pdf_of("Map", size=(842, 595)), by)
    row, content = made(called, by)
    found = pages(content)
    assert len(found) == 7
    for number, page in enumerate(found, start=1):
        assert f"Pack page {number} of 7" in page
    agenda_page = " ".join(found[0].split())
    assert "Two evenings" in agenda_page
    assert "costs.docx) It is not a PDF." in agenda_page
    youth, town = item(called, "Youth work").number, item(called, "Town centre").number
    assert f"Item {youth} — Two evenings" in found[1]
    assert "Evenings 1" in found[1]
    assert "—" not in found[2]
    assert f"Item {town} — Lights in the square" in found[4]
    assert "Other paper — A map of the county" in found[6]
    assert bookmarks(content) == [
        ("Agenda", []),
        (f"Item {youth}: Youth work", [("Two evenings", [])]),
        (f"Item {town}: Town centre", [("Lights in the square", [])]),
        ("Other papers", [("A map of the county", [])]),
    ]
    assert row.apart == [["Costs", "It is not a PDF."]]
    assert Notice.objects.filter(recipient=by, trigger=f"pack-{row.pk}").exists()


def test_the_page_numbers_of_the_agenda_are_those_of_the_papers(county, called):
    by = county.officer
    for number in range(1, 31):  # so many that the agenda takes a second page
        attach(called, f"Paper {number:02}", pdf_of(f"Words of {number:02} page"), by)
    _row, content = made(called, by)
    found = pages(content)
    said = {
        line.split()[1:3][1]: int(line.split()[-1])
        for page in found
        for line in page.splitlines()
        if line.strip().startswith("Other ") and "—" not in line and line.split()[-1].isdigit()
    }
    assert len(said) == 30
    for paper, page in said.items():
        assert f"Words of {paper} page" in found[page - 1]


def test_a_pack_holds_nothing_that_its_reader_may_not_read_and_nothing_tells_of_it(county, called):
    by = county.officer
    secret = agenda.add_item(called, by=by, title="A family", is_restricted=True)
    attach(called, "Of the family", pdf_of("Secret"), by, secret)
    attach(called, "Two evenings", pdf_of("Evenings"), by, item(called, "Youth work"))
    whole = words(made(called, by)[1])
    assert "A family" in whole
    assert "Secret 1" in whole
    content = made(called, county.police_lead)[1]
    assert "Evenings 1" in words(content)
    for told in ("family", "Secret", "Other"):
        assert told not in words(content)
    assert [title for title, _papers in bookmarks(content)] == [
        "Agenda",
        f"Item {item(called, 'Youth work').number}: Youth work",
    ]


def test_nobody_has_the_pack_of_another_and_what_was_closed_since_is_not_given_out(county, called, sign_in):
    secret = agenda.add_item(called, by=county.officer, title="A family", is_restricted=True)
    agenda.change_item(secret, {}, by=county.officer, invited=[county.police_lead.person])
    made(called, county.officer)
    made(called, county.police_lead)
    page, file = (reverse(f"meetings:{name}", args=[called.reference]) for name in ("pack", "pack_pdf"))
    client = sign_in(county.police_lead)
    got = client.get(file)
    assert "A family" in words(b"".join(got.streaming_content))
    agenda.change_item(secret, {}, by=county.officer, invited=[])
    refused = client.get(file)
    assert refused.status_code == 302
    assert "has changed since" in client.get(page).text
    assert sign_in(county.health_lead).get(file).status_code == 302
    assert sign_in(county.outsider).get(file).status_code == 404
    assert sign_in(county.outsider).post(page).status_code == 404


def test_a_pack_that_would_say_the_same_is_not_made_again(county, called):
    first, _content = made(called, county.officer)
    assert packs.ask_pack(called, by=county.officer) == first
    attach(called, "Two evenings", pdf_of("Evenings"), county.officer)
    second, _content = made(called, county.officer)
    assert second.pk != first.pk
    assert list(Pack.objects.all()) == [second]


def test_the_minutes_of_the_last_meeting_stand_at_the_first_item(county):
    earlier = scenes.drafted(county).circulate(county).approve(county).meeting
    coming = make.scheduled(county, held_on=scenes.DUE_ON)
    assert coming.previous == earlier
    said = words(made(coming, county.police_lead)[1])
    assert f"Item 1 — Minutes of {earlier.title}" in said
    assert "Thefts of quad bikes have fallen." in said
    assert "The panel has its chair." not in said
    assert "The panel has its chair." in words(made(coming, county.officer)[1])


def test_a_paper_that_is_written_in_the_portal_is_drawn(county, called):
    found = make_assessment.assessment(county, summary="Shoplifting rose.")
    join(found, called, Link.Kind.PAPER_FOR, by=county.officer, part="item 2")
    row, content = made(called, county.officer)
    assert packs.ask_pack(called, by=county.officer) == row
    assert f"Item 2 — {found.title}" in words(content)
    assert "Shoplifting rose." in words(content)


def test_a_problem_record_is_drawn_as_its_reader_may_read_it(county, called):
    problem = make_problems.planned(county)
    join(problem, called, Link.Kind.PAPER_FOR, by=county.officer, part="item 2")
    row, content = made(called, county.officer)
    assert f"Item 2 — {problem.title}" in words(content)
    assert packs.ask_pack(called, by=county.officer) == row
    assert problem.title not in words(made(called, county.health_lead)[1])


def test_a_pack_of_a_sensitive_paper_is_marked_and_reading_it_is_noted(county, called, sign_in):
    paper = attach(called, "Two evenings", pdf_of("Evenings"), county.officer)
    change_record(paper, {"marking": Record.Marking.SENSITIVE}, by=county.officer, reason="Names")
    _row, content = made(called, county.officer)
    assert pages(content)[0].count("OFFICIAL-SENSITIVE") == 2
    client = sign_in(county.officer)
    got = client.get(reverse("meetings:pack_pdf", args=[called.reference]))
    assert b"".join(got.streaming_content) == content
    assert Event.objects.filter(subject=paper.reference, verb="download").exists()


def javascript(pdf):
    act = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    pdf.Root.OpenAction = pdf.pages[0].obj.AA = act
    pdf.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=pikepdf.Array(["go", act])))
    link = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9],
        A=pikepdf.Dictionary(S=pikepdf.Name.Launch, F="run.exe"),
    )  # fmt: skip
    away = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9],
        A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.org/", Next=act),
    )  # fmt: skip
    pdf.pages[0].obj.Annots = pdf.make_indirect(
        pikepdf.Array([pdf.make_indirect(link), pdf.make_indirect(away)])
    )


def attachments(pdf):
    """Files that hang at a page, and at a note to which only the tree of tags still leads."""
    file = pdf.make_stream(b"Names of informants")
    file.stream_dict.Type = pikepdf.Name.EmbeddedFile
    hung = pdf.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Filespec, F="a.txt", EF=pikepdf.Dictionary(F=file))
    )
    page = pdf.pages[0].obj
    page.AF = pikepdf.Array([hung])
    note = pdf.make_indirect(pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FileAttachment, Rect=[0, 0, 9, 9], FS=hung,
        A=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(2)"),
    ))  # fmt: skip
    page.Annots = pikepdf.Array([note])
    root = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
    seen = pikepdf.Dictionary(Type=pikepdf.Name.OBJR, Obj=note)
    root.K = pdf.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Annot, P=root, Pg=page, K=seen)
    )
    pdf.Root.StructTreeRoot = root


def broken_tags(pdf):
    """A tree of tags that leads back to itself, of parts that are none."""
    root = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
    root.K, root.ParentTree = pikepdf.Array([root, 7]), root
    pdf.Root.StructTreeRoot, pdf.pages[0].obj.StructParents = root, 9


def test_a_file_that_does_something_when_it_is_opened_does_it_no_more(county, called):
    attach(called, "Two evenings", pdf_of("Evenings", changes=[javascript]), county.officer)
    content = made(called, county.officer)[1]
    assert "Evenings 1" in words(content)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert "/OpenAction" not in pdf.Root
        assert "/Names" not in pdf.Root
        (kept,) = pdf.pages[1].obj.Annots
        assert str(kept.A.URI) == "https://example.org/"
        whole = saved(pdf, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert b"app.alert" not in whole
    assert b"run.exe" not in whole


def test_a_file_that_hangs_at_a_page_or_a_note_does_not_come_along(county, called):
    attach(called, "Two evenings", pdf_of("Evenings", changes=[attachments]), county.officer)
    content = made(called, county.officer)[1]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert len(pdf.Root.StructTreeRoot.K[0].K) == 2  # with the tags of the agenda
        whole = saved(pdf, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    for told in (b"informants", b"a.txt", b"app.alert"):
        assert told not in whole


def test_a_pack_holds_as_much_as_one_file_may_and_names_the_rest(county, called, monkeypatch):
    monkeypatch.setattr(packs, "MOST_PAGES", 5)
    for title, count in (("First", 3), ("Second", 3), ("Third", 2)):
        attach(called, title, pdf_of(title, count), county.officer)
    row, content = made(called, county.officer)
    assert len(pages(content)) == 1 + 5
    assert row.apart == [["Second", "With it the pack would be too large for one file."]]


def test_what_a_form_says_is_on_its_page(county):
    def filled(pdf):
        look = pdf.make_stream(b"BT /F0 12 Tf 2 4 Td (Typed words) Tj ET")
        look.stream_dict.update(
            {"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Form, "/BBox": pikepdf.Array([0, 0, 200, 20]),
             "/Resources": pdf.pages[0].obj.Resources}
        )  # fmt: skip
        field = pdf.make_indirect(pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, T="name", V="Typed words",
            Rect=[40, 300, 240, 320], F=4, AP=pikepdf.Dictionary(N=look),
        ))  # fmt: skip
        pdf.pages[0].obj.Annots = pikepdf.Array([field])
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]))

    assert "Typed words" in words(pages_alone(pdf_of("Form", changes=[filled])))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"%PDF-1.7\nnothing of a file", "the file is damaged"),
        (pdf_of("Long", 601), "more than 600 pages"),
        (pdf_of("Locked", saving={"encryption": pikepdf.Encryption(owner="a", user="b")}), "a password"),
        (pikepdf.new(), "no pages"),
    ],
    ids=["damaged", "long", "locked", "empty"],
)
def test_a_file_that_cannot_be_joined_says_why(content, why):
    content = content if isinstance(content, bytes) else saved(content)
    with pytest.raises(CannotJoin, match=why):
        pages_alone(content)


def test_broken_files_break_no_pack_and_are_named(county, called):
    by = county.officer
    attach(called, "Two evenings", pdf_of("Evenings"), by, item(called, "Youth work"))
    long = attach(called, "Very long", pdf_of("Long", 601), by, item(called, "Youth work"))
    attach(called, "Strange tags", pdf_of("Tags", changes=[broken_tags]), by)
    row, content = made(called, by)
    said = words(content)
    assert "Evenings 1" in said
    assert "Tags 1" in said
    assert (
        f"Very long ({long.reference}, paper.pdf) It could not be joined: it has more than 600 pages." in said
    )
    assert row.apart == [["Very long", "It could not be joined: it has more than 600 pages."]]


def crooked(pdf):
    pdf.pages[0].obj.Rotate = 45


def unturned(pdf):
    pdf.pages[0].obj.Rotate = pikepdf.Name.Up


def unboxed(pdf):
    pdf.pages[0].obj.CropBox = pikepdf.Array([0, 0, pikepdf.Name.Wide, 3])


def without_drawings(pdf):
    pdf.pages[0].obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Array([]))


def test_one_odd_page_keeps_nobody_from_the_other_papers(county, called):
    for title, change in (("Crooked", crooked), ("Unturned", unturned), ("Unboxed", unboxed),
                          ("Without drawings", without_drawings)):  # fmt: skip
        attach(called, title, pdf_of(title, changes=[change]), county.officer)
    attach(called, "Two evenings", pdf_of("Evenings"), county.officer)
    row, content = made(called, county.officer)
    assert "Evenings 1" in words(content)
    assert "Crooked 1" in words(content)  # shown upright, as readers show it
    assert {title for title, why in row.apart if why == "It could not be joined: the file is damaged."} == {
        "Unturned", "Unboxed", "Without drawings",
    }  # fmt: skip


def test_a_screen_reader_is_told_of_agenda_and_papers_alike(county, called):
    tagged = html_to_pdf(
        "<html lang=en><title>T</title><h1>Youth in the town</h1><p>Two evenings.</p></html>"
    )
    attach(called, "Two evenings", tagged, county.officer)
    content = made(called, county.officer)[1]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        (whole,) = pdf.Root.StructTreeRoot.K
        assert len(whole.K) == 2
        numbers = dict(pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree).items())
        own = [int(page.obj.StructParents) for page in pdf.pages]
        assert len(set(own)) == 2
        for page, number in zip(pdf.pages, own, strict=True):
            (first, *_others) = (element for element in numbers[number] if element is not None)
            assert first.Pg.objgen == page.obj.objgen


def test_packs_that_are_old_go_with_their_files(county, called):
    row, _content = made(called, county.officer)
    name, storage = row.file.name, row.file.storage
    packs.clear_packs()
    assert storage.exists(name)
    Pack.objects.update(asked_at="2020-01-01T00:00Z")
    packs.clear_packs()
    assert not storage.exists(name)


def test_the_page_of_a_pack_names_what_is_sent_apart(county, called, sign_in):
    attach(called, "Costs", word("Costs."), county.officer, name="costs.docx")
    client, address = sign_in(county.police_lead), reverse("meetings:pack", args=[called.reference])
    page = client.get(address).text
    assert "Make the pack" in page
    assert "costs.docx). It is not a PDF." in " ".join(page.split())
    assert client.post(address).status_code == 302
    assert "It waits for its turn" in client.get(address).text
    sweep()
    assert "Open the pack" in client.get(address).text


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_pack_costs_the_same_however_many_papers(
    county, called, sign_in, count, django_assert_num_queries
):
    for number in range(count):
        attach(
            called, f"Paper {number}", pdf_of(f"Paper {number}"), county.officer, item(called, "Youth work")
        )
    client, address = sign_in(county.officer), reverse("meetings:pack", args=[called.reference])
    client.get(address)
    with django_assert_num_queries(14):
        client.get(address)
