import pytest

from audit.models import Event
from documents import services
from documents.models import Document, Version
from partnership.models import Role
from records.services import version_of
from tests.documents.samples import upload, word
from tests.factories.documents import record_of
from tests.factories.funding import community_group

NEW = {"title": "Plan", "authors": "", "audience": "body"}


def text_of(response):
    return response.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_long(county, sign_in, django_assert_num_queries, count):
    for number in range(count):
        services.add_document(
            title=f"Plan {number}",
            file=upload(data=word(f"Text {number}")),
            by=county.officer,
            partnership=county.here,
            body=county.strategic,
        )
    client = sign_in(county.officer)
    client.get("/documents/")
    with django_assert_num_queries(5):
        response = client.get("/documents/")
    assert text_of(response).count("CSP-DOC-") == count * 2


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_however_many_versions(
    paper, county, sign_in, django_assert_num_queries, count
):
    for number in range(1, count):
        services.add_version(
            paper, upload(data=word(f"Text {number}")), description="More", by=county.officer
        )
    services.issue_version(paper.newest, bodies=[county.strategic], by=county.officer)
    client = sign_in(county.officer)
    client.get("/documents/")
    with django_assert_num_queries(6):
        assert "Health lead" in text_of(client.get(f"/documents/{paper.reference}/"))


def test_the_list_is_filtered_and_downloaded_as_filtered(paper, county, sign_in):
    services.withdraw_document(paper, by=county.officer, reason="Old")
    client = sign_in(county.officer)
    assert "Community safety plan" in text_of(
        client.get("/documents/?status=withdrawn&body=strategic-group&q=PLAN")
    )
    assert "No document matches" in text_of(client.get("/documents/?status=agreed"))
    lines = client.get("/documents/?status=withdrawn&export=csv").content.decode("utf-8-sig").splitlines()
    assert lines[1].startswith(f"{paper.reference},Community safety plan,Withdrawn,0.1,Strategic group")
    assert len(client.get("/documents/?status=draft&export=csv").content.decode().splitlines()) == 1


def test_a_download_of_the_list_is_a_reading_of_what_is_marked_sensitive(paper, county, sign_in):
    services.change_document(paper, {"marking": "official-sensitive"}, by=county.officer)
    sign_in(county.officer).get("/documents/?export=csv")
    assert Event.objects.get(verb="download").subject == paper.reference


def test_an_empty_list_says_what_to_do(county, sign_in):
    assert "Add a document" in text_of(sign_in(county.officer).get("/documents/"))
    for user in (county.guest, community_group(county)):  # a group's papers belong to its bids
        assert "Add a document" not in text_of(sign_in(user).get("/documents/"))


ADDRESSES = [
    "",
    "change/",
    "versions/new/",
    "versions/0.1/file/",
    "compare/",
    "stage/agree/",
    "distribution/",
    "share/",
]


@pytest.mark.parametrize("address", ["", *ADDRESSES])
def test_who_may_not_know_of_it_finds_nothing(paper, county, sign_in, address):
    for stranger in (county.outsider, county.guest, county.partner):
        assert sign_in(stranger).get(f"/documents/{paper.reference}/{address}").status_code == 404


@pytest.mark.parametrize("address", ["change/", "versions/new/", "stage/agree/", "distribution/", "share/"])
def test_who_may_only_read_is_refused_with_the_reason(paper, county, sign_in, address):
    response = sign_in(county.police_lead).get(f"/documents/{paper.reference}/{address}")
    assert response.status_code == 403
    assert "Only " in text_of(response)


def test_an_unknown_step_is_not_found(paper, county, sign_in):
    assert sign_in(county.officer).get(f"/documents/{paper.reference}/stage/eat/").status_code == 404


def test_the_file_is_given_to_be_saved_and_never_shown(paper, county, sign_in):
    services.add_version(paper, upload("Résumé of “it”.txt", b"Words"), description="Text", by=county.officer)
    response = sign_in(county.police_lead).get(f"/documents/{paper.reference}/versions/0.2/file/")
    assert b"".join(response.streaming_content) == b"Words"
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''R%C3%A9sum%C3%A9%20of")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'; frame-ancestors 'none'"
    assert response["Cache-Control"] == "private, no-store"


def test_the_web_server_in_front_may_give_it(paper, county, sign_in, settings):
    settings.X_ACCEL_PREFIX = "/kept/"
    response = sign_in(county.officer).get(f"/documents/{paper.reference}/versions/0.1/file/")
    assert response["X-Accel-Redirect"] == f"/kept/{paper.newest.file.name}"
    assert response.content == b""


def test_reading_a_sensitive_document_leaves_an_event(paper, county, sign_in):
    """S004-39"""
    Document.objects.filter(pk=paper.pk).update(marking="official-sensitive")
    client = sign_in(county.police_lead)
    client.get(f"/documents/{paper.reference}/")
    list(client.get(f"/documents/{paper.reference}/versions/0.1/file/").streaming_content)
    client.get(f"/documents/{paper.reference}/compare/")
    verbs = Event.objects.filter(actor=f"user:{county.police_lead.pk}").values_list("verb", flat=True)
    assert list(verbs) == ["read", "download version 0.1", "compare versions 0.1 and 0.1"]


def test_a_document_is_added_to_a_place(county, sign_in):
    place = f"body-{county.strategic.pk}-{county.here.pk}"
    response = sign_in(county.chair).post(
        "/documents/new/", NEW | {"place": place, "file": upload()}, follow=True
    )
    kept = Document.objects.get()
    assert (kept.body, kept.audience, kept.created_by) == (county.strategic, "body", county.chair)
    assert f"{kept.reference} is kept." in text_of(response)


def test_an_agency_keeps_its_own_to_itself(county, sign_in):
    place = f"agency-{county.police.pk}-{county.here.pk}"
    sign_in(county.partner).post("/documents/new/", NEW | {"place": place, "file": upload()})
    assert Document.objects.get().audience == "agency"
    assert not Document.objects.visible_to(county.officer).exists()


def test_a_place_of_others_is_not_on_offer(county, sign_in):
    place = f"body-{county.other_body.pk}-{county.there.pk}"
    response = sign_in(county.officer).post("/documents/new/", NEW | {"place": place, "file": upload()})
    assert response.status_code == 422
    assert not Document.objects.exists()


def test_who_has_no_place_is_told(county, sign_in):
    response = sign_in(county.guest).get("/documents/new/")
    assert response.status_code == 403


def test_a_bad_file_gets_its_sentence_beside_the_field_and_nothing_typed_is_lost(county, sign_in):
    data = NEW | {"title": "My plan", "file": upload("plan.docx", b"MZ\0\0")}
    response = sign_in(county.officer).post("/documents/new/", data)
    assert response.status_code == 422
    assert "This is a program, not a document." in text_of(response)
    assert 'value="My plan"' in text_of(response)


def test_a_local_drive_in_the_words_is_refused(paper, county, sign_in):
    """S004-49"""
    data = {"description": "See E:\\County group", "file": upload(data=word("2"))}
    response = sign_in(county.officer).post(f"/documents/{paper.reference}/versions/new/", data)
    assert "Upload the file instead" in text_of(response)
    assert Version.objects.count() == 1


def test_attaching_to_a_record(county, sign_in):
    record = record_of(county, body=county.strategic)
    address = f"/documents/new/?for={record.reference}"
    assert sign_in(county.police_lead).get(address).status_code == 403
    assert sign_in(county.outsider).get(address).status_code == 404
    client = sign_in(county.officer)
    assert client.get(address).status_code == 200
    client.post(address, {"title": "Paper", "file": upload()})
    assert services.attachments_of(record, county.officer).get().title == "Paper"


def test_a_new_version_and_its_place_in_the_list(paper, county, sign_in):
    """S004-12"""
    data = {"description": "Comments taken in", "file": upload(data=word("Two."))}
    page = text_of(
        sign_in(county.support).post(f"/documents/{paper.reference}/versions/new/", data, follow=True)
    )
    assert "Comments taken in" in page
    assert "Support Northshire" in page
    assert "Compare" in page


def test_two_versions_side_by_side(paper, county, sign_in):
    """S004-14"""
    add = services.add_version
    add(paper, upload(data=word("Kept.", "Old words here.")), description="Two", by=county.officer)
    add(paper, upload(data=word("Kept.", "New words here.")), description="Three", by=county.officer)
    page = text_of(sign_in(county.police_lead).get(f"/documents/{paper.reference}/compare/"))
    assert "1 place where the text differs" in page
    assert "Paragraph 2" in page
    assert "<del>" in page
    assert "Old" in page


def test_what_cannot_be_compared_says_so(paper, county, sign_in):
    services.add_version(
        paper, upload("plan.png", b"\x89PNG\r\n\x1a\n0"), description="Picture", by=county.officer
    )
    page = text_of(sign_in(county.officer).get(f"/documents/{paper.reference}/compare/"))
    assert "Only Word, text and CSV files can be compared here" in page


def test_the_second_of_two_editors_is_shown_both(paper, county, sign_in):
    client = sign_in(county.officer)
    seen = version_of(paper)
    services.change_document(paper, {"title": "Their title"}, by=county.chair)
    data = {"title": "My title", "authors": "", "marking": "official", "handling": "", "version": seen}
    response = client.post(f"/documents/{paper.reference}/change/", data)
    assert response.status_code == 409
    assert "Their" in text_of(response)
    paper.refresh_from_db()
    data["version"] = version_of(paper)
    assert data["version"].replace("+", "&#43;") in text_of(response).replace("+", "&#43;")
    client.post(f"/documents/{paper.reference}/change/", data)
    paper.refresh_from_db()
    assert paper.title == "My title"


def test_stages_by_their_pages(paper, county, sign_in):
    client, page = sign_in(county.chair), f"/documents/{paper.reference}/stage"
    dates = {"opens_on": "2026-09-01", "closes_on": "2026-09-30"}
    assert "1 September 2026 to 30 September 2026" in text_of(
        client.post(f"{page}/consult/", dates, follow=True)
    )
    client.post(f"{page}/agree/", {"reason": ""})
    assert client.post(f"{page}/withdraw/", {"reason": ""}).status_code == 422
    shown = client.post(f"{page}/withdraw/", {"reason": "Replaced"}, follow=True)
    assert "This document was withdrawn." in text_of(shown)


def test_sending_out(paper, county, sign_in):
    client, page = sign_in(county.officer), f"/documents/{paper.reference}/distribution/"
    data = {"bodies": [county.strategic.pk], "act": "list"}
    assert "Not issued" in text_of(client.post(page, data, follow=True))
    shown = text_of(client.post(page, {"act": "issue"}, follow=True))
    assert "Police lead, Northshire Police" in shown
    assert client.post(page, {"act": "issue"}).status_code == 422


def test_sharing(paper, county, sign_in):
    Role.objects.filter(person=county.partner.person).delete()
    data = {"agency": county.police.pk, "reason": "Their analysis"}
    sign_in(county.officer).post(f"/documents/{paper.reference}/share/", data)
    assert Document.objects.visible_to(county.partner).get() == paper


def test_a_paper_says_whom_it_is_about_and_is_found_by_that(paper, county, sign_in):
    """S003-26, S003-51"""
    client = sign_in(county.officer)
    data = {"title": paper.title, "marking": "official", "serves": "both", "groups": ["Male victims"]}
    assert client.post(f"/documents/{paper.reference}/change/", data).status_code == 302
    page = text_of(client.get(f"/documents/{paper.reference}/"))
    assert "Adults and children: Male victims" in page
    for about, is_found in (("children", True), ("Male victims", True), ("Perpetrators", False), ("", True)):
        assert (paper.reference in text_of(client.get("/documents/", {"about": about}))) is is_found
    rows = client.get("/documents/", {"export": "csv"}).content.decode("utf-8-sig").splitlines()
    assert ",Adults and children,Male victims," in rows[1]
    data["groups"] = ["Somebody else"]
    assert client.post(f"/documents/{paper.reference}/change/", data).status_code == 422
