import datetime as dt

import pytest
from django.urls import reverse

from meetings.models import Paragraph
from meetings.reports.minutes import Reader, read_minutes, reader_of
from meetings.services import agenda, attendance, minutes, moves
from records.lifecycle import MoveRefused
from records.services import ChangedMeanwhile
from tests.factories import meetings as make


@pytest.fixture
def meeting(county):
    return make.drafted(county)


def numbers(meeting):
    lines = Paragraph.objects.filter(item__meeting=meeting).order_by("item__number", "position")
    return list(lines.values_list("number", flat=True))


def test_a_paragraph_between_two_numbers_those_behind_it_anew(county, meeting):
    item = meeting.items.first()
    first = item.paragraphs.first()
    added = minutes.add_paragraph(item, "Between the two.", by=county.officer, after=first)
    assert added.number == "1.2"
    assert numbers(meeting) == ["1.1", "1.2", "1.3"]


def test_a_subheading_does_not_break_the_numbering(county, meeting):
    item = meeting.items.first()
    first = item.paragraphs.first()
    minutes.add_paragraph(item, "The plan", by=county.officer, after=first, kind="subheading")
    assert numbers(meeting) == ["1.1", "", "1.2"]


def test_an_item_put_before_takes_its_paragraphs_along(county, meeting):
    agenda.add_item(meeting, by=county.officer, title="Welcome", before=meeting.items.first())
    assert numbers(meeting) == ["2.1", "2.2"]


def test_any_other_business_stays_last(county, meeting):
    added = agenda.add_item(meeting, by=county.officer, title="Rural crime")
    assert added.number == meeting.items.count() - 1
    assert meeting.items.last().standing == "aob"


def test_whoever_may_not_know_of_an_item_finds_no_number_missing(county, meeting):
    """S003-07"""
    agenda.add_item(meeting, by=county.officer, title="Rural crime")
    first = meeting.items.first()
    agenda.change_item(first, {"is_restricted": True}, by=county.officer, invited=[])
    hidden = agenda.add_item(meeting, by=county.officer, title="A review", is_restricted=True)
    agenda.add_item(meeting, by=county.officer, title="Plans")
    shown = [item.number for item in read_minutes(meeting, county.attendee).items]
    assert shown == list(range(1, len(shown) + 1))
    hidden.refresh_from_db()
    first.refresh_from_db()
    assert (hidden.number, first.number) == (len(shown) + 1, len(shown) + 2)
    assert {number.partition(".")[0] for number in numbers(meeting)} == {str(first.number)}
    with pytest.raises(MoveRefused, match="stand last"):
        agenda.move_item(hidden, by=county.officer, up=True)
    agenda.move_item(first, by=county.officer, up=True)


def test_a_paragraph_that_promises_work_is_flagged_until_an_action_stands_under_it(county, meeting):
    """S001-56"""
    item = meeting.items.first()
    line = minutes.add_paragraph(
        item, "The police will bring a report to the next meeting.", by=county.officer
    )
    assert line.pk in {each.pk for each in read_minutes(meeting, county.officer).promises}
    plain = minutes.change_paragraph(
        line, {"text": "A report was read."}, by=county.officer, version=line.version
    )
    assert plain.promise == ""
    again = minutes.change_paragraph(
        line, {"text": "The police will bring a report."}, by=county.officer, version=plain.version
    )
    minutes.add_action(again, by=county.officer, wording="Bring a report", owners=[])
    assert not read_minutes(meeting, county.officer).promises


def test_an_action_is_not_due_before_the_meeting(county, meeting):
    line = meeting.items.first().paragraphs.first()
    with pytest.raises(MoveRefused, match="before the meeting"):
        minutes.add_action(
            line, by=county.officer, wording="Do it", owners=[], due_on=meeting.held_on - dt.timedelta(1)
        )


def test_the_second_of_two_writers_is_shown_both_versions(county, meeting):
    paragraph = meeting.items.first().paragraphs.first()
    seen = paragraph.version
    minutes.change_paragraph(paragraph, {"text": "First writer."}, by=county.officer, version=seen)
    with pytest.raises(ChangedMeanwhile) as meanwhile:
        minutes.change_paragraph(paragraph, {"text": "Second writer."}, by=county.support, version=seen)
    assert meanwhile.value.current.text == "First writer."


def test_a_paragraph_of_100000_characters_is_refused_in_words(county, meeting):
    with pytest.raises(MoveRefused, match="100,000 characters; at most 20,000 fit"):
        minutes.add_paragraph(meeting.items.first(), "x" * 100_000, by=county.officer)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"publication": "exempt"}, ["Say why", "Schedule 12A"]),
        ({"publication": "exempt", "exempt_under": "8", "publication_reason": "Because"}, ["1 to 7"]),
        ({"publication": "withheld"}, ["Say why"]),
    ],
)
def test_what_is_withheld_needs_its_ground(county, meeting, changes, words):
    paragraph = meeting.items.first().paragraphs.first()
    with pytest.raises(MoveRefused) as refusal:
        minutes.change_paragraph(paragraph, changes, by=county.officer, version=paragraph.version)
    assert len(refusal.value.reasons) == len(words)
    assert all(word in reason for word, reason in zip(words, refusal.value.reasons, strict=True))


def withhold(county, meeting):
    paragraph = meeting.items.first().paragraphs.first()
    changes = {"publication": "exempt", "exempt_under": "1", "publication_reason": "Names a victim"}
    minutes.change_paragraph(paragraph, changes, by=county.officer, version=paragraph.version)


READS = {
    "officer": Reader.RUNS,
    "chair": Reader.RUNS,
    "support": Reader.RUNS,
    "police_lead": Reader.CORE,
    "health_lead": Reader.CORE,
    "attendee": Reader.MEMBER,
    "partner": Reader.MEMBER,
    "administrator": Reader.MEMBER,
    "outsider": Reader.PUBLIC,
    "guest": Reader.PUBLIC,
}


@pytest.mark.parametrize("name", READS)
def test_who_reads_what_is_withheld(county, meeting, name):
    withhold(county, meeting)
    user = getattr(county, name)
    reader = reader_of(user, meeting)
    assert reader == READS[name]
    line = read_minutes(meeting, user).items[0].lines[0]
    assert line.is_hidden == (reader < Reader.CORE)
    assert bool(line.text) == (reader >= Reader.CORE)
    assert Paragraph.objects.visible_to(user).filter(pk=line.pk).exists() == (reader >= Reader.CORE)


@pytest.mark.parametrize("name", READS)
def test_a_restricted_item_is_known_to_those_invited_alone(county, meeting, name):
    item = meeting.items.first()
    agenda.change_item(item, {"is_restricted": True}, by=county.officer, invited=[county.attendee.person])
    user = getattr(county, name)
    shown = [each.pk for each in read_minutes(meeting, user).items]
    assert (item.pk in shown) == (READS[name] == Reader.RUNS or name == "attendee")


def test_the_public_reads_no_contact_detail_and_no_code(county, meeting):
    item = meeting.items.first()
    minutes.add_paragraph(
        item, "Write to someone@example.org or 01632 960 123 about CSP-DHR-2026-0007.", by=county.officer
    )
    text = read_minutes(meeting, county.outsider, Reader.PUBLIC).items[0].lines[-1].text
    assert text == (
        "Write to [contact detail left out] or [contact detail left out] about [reference left out]."
    )


@pytest.mark.parametrize("size", [1, 40])
def test_minutes_are_read_in_four_queries_whatever_their_length(
    county, meeting, size, django_assert_num_queries
):
    item = meeting.items.first()
    for n in range(size):
        paragraph = minutes.add_paragraph(item, f"Paragraph {n}", by=county.officer)
        minutes.add_action(
            paragraph, by=county.officer, wording="Do it", owners=[(county.chair.person, None, "Chair")]
        )
    with django_assert_num_queries(4):  # items with lines, actions, resolutions, attendance
        assert len(read_minutes(meeting, county.officer).actions) == size + 1


def test_a_promise_is_made_an_action_or_dismissed(county, meeting):
    item = meeting.items.first()
    paragraph = minutes.add_paragraph(
        item, "A statement will be prepared.", by=county.officer, promise="flagged"
    )
    assert [line.pk for line in read_minutes(meeting, county.officer).promises] == [paragraph.pk]
    minutes.set_promise(paragraph, "dismissed", by=county.officer)
    assert read_minutes(meeting, county.officer).promises == []


def test_a_matter_arising_points_at_a_paragraph_of_an_earlier_meeting(county, sign_in):
    earlier = make.approved(county)
    later = moves.start_minutes(make.scheduled(county, held_on=make.DAY.replace(month=12)), by=county.officer)
    paragraph = minutes.add_paragraph(later.items.first(), "1.2 The scheme is drafted.", by=county.officer)
    other = minutes.add_paragraph(later.items.last(), "Nothing else was raised.", by=county.officer)
    page = sign_in(county.officer).get(reverse("meetings:minutes", args=[later.reference])).content.decode()
    link = reverse("meetings:matter_link", args=[later.reference, paragraph.pk])
    assert f'href="{link}">Matter arising' in page
    assert reverse("meetings:matter_link", args=[later.reference, other.pk]) not in page
    sign_in(county.officer).post(link, {"number": "1.2", "meeting": earlier.pk})
    paragraph.refresh_from_db()
    line = read_minutes(later, county.officer).items[0].lines[0]
    assert (line.answers_printed, line.answers_meeting) == ("1.2", earlier.reference)
    with pytest.raises(MoveRefused, match="earlier meeting"):
        minutes.link_matter_arising(paragraph, paragraph, by=county.officer)


def test_an_interest_declared_is_a_numbered_paragraph_that_is_signed_with_the_rest(county, meeting, sign_in):
    item = meeting.items.first()
    lead = meeting.attendance.get(person=county.police_lead.person)
    client, page = (
        sign_in(county.officer),
        reverse("meetings:interest_declare", args=[meeting.reference, item.pk]),
    )
    said = {"attendee": lead.pk, "interest": "Chairs the trust that bids.", "part": "left"}
    assert client.post(page, said | {"interest": " "}).status_code == 422
    assert client.post(page, said).status_code == 302
    line = read_minutes(meeting, county.officer).interests[0]
    assert line.number == "1.3"
    assert line.text.startswith(lead.printed_name)
    assert line.text.endswith(
        "declared an interest: Chairs the trust that bids. They left the meeting for this item."
    )
    assert line.text in str(moves.content_of(meeting))
    assert "Interests declared" in client.get(reverse("meetings:minutes", args=[meeting.reference])).text
    gone = attendance.set_group(lead, "apologies", by=county.officer)
    with pytest.raises(MoveRefused, match="who was at this meeting"):
        minutes.declare_interest(item, gone, "Too", "left", by=county.officer)


def test_one_paragraph_after_another_is_written_without_leaving_the_minutes(county, meeting, sign_in):
    item, client = meeting.items.first(), sign_in(county.officer)
    page = reverse("meetings:minutes", args=[meeting.reference]) + f"?write={item.pk}"
    assert "Next paragraph of item 1" in client.get(page).text
    add = reverse("meetings:paragraph_add", args=[meeting.reference, item.pk])
    assert client.post(add, {"kind": "numbered", "text": "Said.", "next": "yes"}).url == page
    refused = client.post(add, {"kind": "numbered", "text": "x" * 20001, "next": "yes"})
    assert refused.status_code == 422
    assert "x" * 20001 in refused.text


@pytest.mark.parametrize("then", ["action", "resolution"])
def test_who_types_goes_on_to_an_action_or_a_resolution_and_back_to_typing(county, sign_in, then):
    """Two keystrokes from the words, and the cursor stands in the field again."""
    meeting = make.drafted(county)
    item, client = meeting.items.last(), sign_in(county.officer)
    typed = reverse("meetings:paragraph_add", args=[meeting.reference, item.pk])
    answer = client.post(
        typed, {"kind": "numbered", "next": "yes", "then": then, "text": "Police will visit both shops."}
    )
    paragraph = item.paragraphs.get()
    page = {
        "action": reverse("meetings:action_add", args=[meeting.reference, paragraph.pk]),
        "resolution": reverse("meetings:resolution_add", args=[meeting.reference, item.pk]),
    }[then]
    assert answer.url == f"{page}?write={item.pk}"
    back = reverse("meetings:minutes", args=[meeting.reference]) + f"?write={item.pk}"
    shown = client.get(answer.url).text
    assert f'href="{back}"' in shown
    assert " autofocus" in shown
    assert " autofocus" not in client.get(page).text
    said = {"wording": "Visit both shops."} | {"text": "Both shops are visited.", "verb": "agreed"}
    assert client.post(answer.url, said).url == back
    assert item.resolutions.count() + paragraph.action_lines.count() == 1
