"""The Word file keeps the numbering, and comes back through our own importer as it went."""

import io

import docx
import pytest
from django.urls import reverse

from meetings.importing.as_json import summary
from meetings.importing.files import read_lines
from meetings.importing.parse import parse
from tests.meetings import scenes

pytestmark = pytest.mark.django_db


@pytest.fixture
def approved(county):
    return scenes.drafted(county).circulate(county).approve(county)


@pytest.fixture
def file_for(approved, sign_in):
    def of(user):
        return sign_in(user).get(reverse("meetings:word", args=[approved.meeting.reference]))

    return of


@pytest.fixture
def word(county, approved, file_for):
    response = file_for(county.officer)
    assert response["Content-Disposition"].endswith(f'"{approved.meeting.reference}-minutes.docx"')
    return response.content


def test_the_word_file_comes_back_through_our_own_importer(word):
    parsed = parse(read_lines("minutes.docx", word))
    read = summary(parsed)
    assert read["items"] == 6
    assert read["paragraphs"] == [2, 0, 2, 2, 0, 1]
    assert read["subheadings"] == 1
    assert read["resolutions"] == [1, 0, 0, 2, 0, 0]
    assert [action["after"] for action in read["actions"]] == ["3.2"]
    assert read["attendance"] == {"core": 2, "attendees": 1, "support": 1, "apologies": 1}
    numbers = [paragraph.number for item in parsed.items for paragraph in item.paragraphs]
    assert numbers == ["1.1", "1.2", "3.1", "3.2", "4.1", "4.2", "6.1"]
    assert parsed.hints.date == scenes.HELD_ON
    assert not parsed.unplaced, parsed


def test_the_word_file_says_what_it_is_to_those_who_listen(word):
    document = docx.Document(io.BytesIO(word))
    about = document.core_properties
    assert (about.title, about.language) == ("Minutes of 14 October 2026, Strategic group", "en-GB")
    assert about.author == "Northshire Community Safety Partnership"
    said = [each.text for each in document.paragraphs]
    condition = (
        "Changes from the equality impact assessment. Owner: Officer Northshire. Due: 20 November 2026."
    )
    assert f"Item 4 resolution 2: {condition}" in said
    headings = [each.text for each in document.paragraphs if each.style.name == "Heading 1"]
    assert headings[:2] == ["1. Minutes of 16 September 2026 and matters arising", "2. Terms of reference"]
    for table in document.tables:
        header = table.rows[0]._tr
        assert header.xpath("./w:trPr/w:tblHeader")
        assert [cell.text for cell in table.rows[0].cells] == ["Name", "Agency"]


def test_the_word_file_holds_no_more_than_its_reader_may_read(county, file_for):
    data = file_for(county.attendee).content
    said = "\n".join(each.text for each in docx.Document(io.BytesIO(data)).paragraphs)
    assert "4.2\tThis paragraph is not for publication." in said
    assert "bidder" not in said
    assert "few know of" not in said


def test_groups_told_apart_by_vote_come_back_as_one(county, sign_in):
    scene = scenes.drafted(county)
    row = scene.meeting.attendance.get(person=county.police_lead.person)
    row.is_voting = False
    row.save()
    data = sign_in(county.officer).get(reverse("meetings:word", args=[scene.meeting.reference])).content
    headings = [each.text for each in docx.Document(io.BytesIO(data)).paragraphs if "vote" in each.text]
    assert headings == ["Core membership (with a vote)", "Core membership (without a vote)"]
    parsed = parse(read_lines("minutes.docx", data))
    assert [each.name for each in parsed.attendance("core")] == ["Chair Northshire", "Police lead"]
