"""What somebody types into an address is never an error of the portal's."""

from urllib.parse import urlencode

import pytest

from tests.factories import meetings as make

pytestmark = pytest.mark.django_db
JUNK = [
    "²",
    "٣",
    "-1",
    "0",
    "9" * 30,
    "\x00",
    "2026-13-45,1",
    "0001-01-01,9" + "9" * 30,
    "a~" + "9" * 18,
    "~",
    "'\"<",
    "0000",
]
ASKED = {
    "/meetings/": ["body", "status", "year", "after"],
    "/meetings/public/": ["body", "after", "before"],
    "/meetings/new/": ["body"],
    "/actions/": ["whose", "status", "body", "sort", "after", "before", "export"],
    "/documents/": ["q", "status", "body", "sort", "after", "before", "export"],
    "/documents/new/": ["for"],
    "/notices/": ["show", "after", "before"],
    "/records/search/": ["q", "kind", "page"],
    "/people/": ["q", "place", "page", "export"],
    "/agencies/": ["q", "page"],
    "/bodies/": ["q", "partnership", "area", "page"],
    "/": ["page"],
}  # fmt: skip


@pytest.mark.parametrize("page", ASKED)
def test_junk_in_a_list_is_no_error(county, sign_in, page):
    client = sign_in(county.officer)
    for name in ASKED[page]:
        for junk in JUNK:
            response = client.get(f"{page}?{urlencode({name: junk})}")
            assert response.status_code in (200, 302, 400, 404), (page, name, junk)


def test_junk_in_a_meetings_pages_is_no_error(county, sign_in):
    client, meeting = sign_in(county.officer), make.drafted(county)
    item = meeting.items.first()
    base = f"/meetings/{meeting.reference}"
    for junk in JUNK:
        for address in (
            f"{base}/minutes/{item.pk}/write/?{urlencode({'after': junk})}",
            f"/records/{meeting.reference}/history/?{urlencode({'before': junk})}",
            f"/records/{meeting.reference}/history/log/?{urlencode({'before': junk})}",
            f"/records/{meeting.reference}/history/compare/?{urlencode({'from': junk, 'to': junk})}",
            f"/history/body/{county.strategic.pk}/?{urlencode({'from': junk, 'to': junk})}",
            f"/bodies/{county.strategic.slug}/?{urlencode({'on': junk, 'on-day': junk})}",
        ):
            assert client.get(address).status_code in (200, 400, 404), address
    for key in (10**25, 2**63):
        for address in (
            f"{base}/paragraphs/{key}/",
            f"{base}/agenda/{key}/",
            f"/signoffs/{key}/",
            f"/people/{key}/",
        ):
            assert client.get(address).status_code == 404, address


def test_junk_in_a_form_is_refused_and_no_error(county, sign_in):
    client, meeting = sign_in(county.officer), make.drafted(county)
    paragraph = meeting.items.first().paragraphs.first()
    base = f"/meetings/{meeting.reference}"
    for junk in JUNK:
        said = {"text": f"a{junk}", "publication": "open", "version": junk, "carried_to": junk[:9]}
        assert client.post(f"{base}/paragraphs/{paragraph.pk}/", said).status_code in (302, 409, 422)
        said = {
            "held_on_0": junk,
            "held_on_1": junk,
            "held_on_2": junk,
            "version": junk,
            "previous": junk[:9],
        }
        assert client.post(f"{base}/details/", said).status_code in (302, 409, 422)
        said = {"wording": f"b{junk}", "lead": junk[:9], "others": [junk[:9]], "version": junk}
        assert client.post(f"{base}/paragraphs/{paragraph.pk}/action/", said).status_code in (302, 422)
