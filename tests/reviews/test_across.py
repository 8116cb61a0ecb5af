"""Pages across reviews: progress, themes, learning for training, registers, papers for the partnership."""

import csv
import datetime as dt
import io

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.clock import today
from documents.models import Document
from documents.services import add_document
from meetings.reports.agenda import papers_by_item
from meetings.services import agenda
from records import walls
from records.lifecycle import MoveRefused
from records.paging import page_of
from reviews.lifecycle import LearningState, ManagementStatus, StatementStatus
from reviews.lines import LineStatus
from reviews.models import ActionLine, Lesson, Release, Review
from reviews.reports import registers, summary, themes
from reviews.reports.reviews import register_for
from reviews.services import deciding, lessons, lines, referrals, releasing, sealed
from tests.accessible import accessibility_problems
from tests.factories import ledger as made
from tests.factories import meetings
from tests.factories import reviews as make
from tests.factories.records import RecordFactory

pytestmark = pytest.mark.django_db
DAYS = dt.timedelta
PAGES = ("progress", "themes", "register", "without")


@pytest.fixture
def review(county, coordinator):
    return make.scoped(county, coordinator)


@pytest.fixture
def meeting(county):
    made = RecordFactory(partnership=county.here, body=county.strategic, audience="partnership")
    type(made)._base_manager.filter(pk=made.pk).update(kind="meetings.meeting")
    return made


def ready(review, by, text="Ask everybody whether they are safe.", theme="Routine enquiry"):
    point = deciding.add_learning(review, by=by, text=text, theme=theme)
    return deciding.advance_learning(review, point.pk, by=by, on=today())


def test_pages_across_reviews_are_for_those_who_know_of_one(county, coordinator, rival, review, sign_in):
    made.with_action(county, coordinator, review)
    for name in PAGES:
        way = reverse(f"reviews:{name}")
        assert sign_in(county.officer).get(way).status_code == 404
        assert make.CODE_NAME not in sign_in(rival).get(way).content.decode()
        assert sign_in(coordinator).get(way).status_code == 200
    for name in ("releases", "summary", "release"):
        assert sign_in(county.chair).get(reverse(f"reviews:{name}")).status_code == 404
        assert sign_in(coordinator).get(reverse(f"reviews:{name}")).status_code == 200


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods", "pdf"])
def test_progress_as_the_partnership_may_read_it_says_of_no_review(
    county, coordinator, review, sign_in, kind
):
    line = made.with_action(county, coordinator, review)
    ActionLine.objects.filter(pk=line.pk).update(target_on=today() - DAYS(3))
    way = reverse("reviews:progress")
    file = sign_in(coordinator).get(f"{way}?view=partnership&export={kind}")
    assert file.status_code == 200
    assert make.CODE_NAME.encode() not in file.content
    if kind == "xlsx":
        cells = [c.value for row in openpyxl.load_workbook(io.BytesIO(file.content)).active for c in row]
        assert "Red: overdue" in cells
        assert not [c for c in cells if c and (make.CODE_NAME in str(c) or line.reference in str(c))]
    if kind == "csv":
        own = sign_in(coordinator).get(f"{way}?export=csv").content.decode()
        assert f"{make.CODE_NAME} 1" in own


def test_progress_too_long_for_a_file_says_so(county, coordinator, review, sign_in, monkeypatch):
    monkeypatch.setattr("reviews.views.progress.LIMIT", 0)
    made.with_action(county, coordinator, review)
    answer = sign_in(coordinator).get(reverse("reviews:progress"), {"export": "csv"}, follow=True)
    assert "Narrow it by the filters" in answer.content.decode()


def test_words_that_name_a_review_are_not_shown_to_those_who_know_of_none(
    county, coordinator, review, sign_in
):
    """A code name may be given after the words were written."""
    made.with_action(county, coordinator, review, wording="Follow Alder up.")
    Review.objects.filter(pk=review.pk).update(title="Alder")
    client, way = sign_in(coordinator), reverse("reviews:progress")
    assert "Follow Alder up." in client.get(way).content.decode()
    for more in ("", "&export=csv"):
        page = client.get(f"{way}?view=partnership{more}").content.decode()
        assert "Alder" not in page
        assert "Not shown here" in page


def test_a_guest_takes_no_list_away(county, coordinator, review, sign_in):
    made.with_action(county, coordinator, review)
    until = today() + DAYS(9)
    walls.open_to(review, county.guest, by=make.fresh(coordinator), reason="Chairs it", expires_on=until)
    client = sign_in(county.guest)
    for name in ("progress", "register", "without"):
        way = reverse(f"reviews:{name}")
        assert client.get(way).status_code == 200
        assert client.get(f"{way}?export=csv").status_code == 403
    assert client.get(f"{reverse('reviews:progress')}?export=pdf").status_code == 403


def test_papers_are_valid_pdf_ua(county, coordinator, review, meeting, sign_in):
    made.with_action(county, coordinator, review)
    by = make.fresh(coordinator)
    file = sign_in(coordinator).get(f"{reverse('reviews:progress')}?export=pdf").content
    found = summary.summary_for(by, county.here)
    row = releasing.release_summary(found, meeting, by=by, item=None, open_until=today() + DAYS(7))
    Review.objects.filter(pk=review.pk).update(status="ready")
    report = make.attached(review, coordinator)
    pack = releasing.release_pack(
        review, meeting, [report], by=make.fresh(coordinator), item=None, open_until=today() + DAYS(7)
    )
    made_of = [file]
    for one in (row, pack):
        with one.document.newest.file.open("rb") as stored:
            made_of.append(stored.read())
    assert [accessibility_problems(content) for content in made_of] == [[], [], []]


def test_progress_counts_by_agency_and_filters(county, coordinator, review, sign_in):
    """S001-59"""
    late = made.with_action(county, coordinator, review)
    ActionLine.objects.filter(pk=late.pk).update(target_on=today() - DAYS(3))
    made.given(county, made.recommended(review, coordinator, "2"), coordinator, wording="Write a leaflet.")
    client, way = sign_in(coordinator), reverse("reviews:progress")
    page = client.get(way).content.decode()
    assert "1 of 2 actions that are under way are overdue" in page
    page = client.get(f"{way}?state=late").content.decode()
    assert "Train every" in page
    assert "Write a leaflet" not in page


def test_the_third_review_to_say_it_names_what_was_promised_before(county, coordinator):
    for n, tree in enumerate(("Larchwood", "Alder", "Rowan")):
        one = make.scoped(county, coordinator, title=tree)
        row = made.recommended(one, coordinator, theme=" routine  Enquiry " if n else "Routine enquiry",
                               made_on=today() - DAYS(90 - n))  # fmt: skip
        line = made.given(county, row, coordinator)
        if n == 0:
            ActionLine.objects.filter(pk=line.pk).update(target_on=today() - DAYS(3))
    theme = themes.themes_for(make.fresh(coordinator))[0]
    assert (theme.reviews, theme.words) == (3, "Rowan is the third review to say this.")
    assert [row[1] for row in theme.broken] == ["Red: overdue"]


def test_learning_for_training_is_published_by_hand_and_gives_no_review_away(
    county, coordinator, review, sign_in
):
    """S001-60"""
    point = ready(review, coordinator)
    sealed.add_entry(review, by=coordinator, pseudonym="Willow", identity="Invented Nameworth")
    say = {"by": make.fresh(coordinator), "theme": "Routine enquiry"}
    told = f"Larchwood in {review.reference} on 8 June, of Invented Nameworth"
    with pytest.raises(MoveRefused) as refused:
        lessons.publish(review, point.pk, text=told, **say)
    assert len(refused.value.reasons) == 4
    assert "Nameworth" not in str(refused.value)
    page = reverse("reviews:lessons")
    before = sign_in(county.partner).get(page)
    assert (before.status_code, "Nothing is published" in before.content.decode()) == (200, True)
    lessons.publish(
        review, point.pk, text="Ask everybody whether they are safe.", promised="Yearly training.", **say
    )
    for user in (county.partner, county.officer, county.chair):
        seen = sign_in(user).get(page).content.decode()
        assert "Ask everybody" in seen
        for trace in (make.CODE_NAME, review.reference, "homicide"):
            assert trace not in seen
    for user in (county.guest, county.outsider):
        answer = sign_in(user).get(page)
        assert "Ask everybody" not in answer.content.decode()
    lessons.withdraw(review, point.pk, by=make.fresh(coordinator), reason="Too narrow")
    assert not Lesson.objects.visible_to(make.fresh(county.partner)).exists()


def test_learning_that_is_only_captured_is_not_published_and_few_reviews_are_not_counted(county, coordinator):
    for n, tree in enumerate(("Larchwood", "Alder", "Rowan")):
        one = make.scoped(county, coordinator, title=tree)
        point = deciding.add_learning(one, by=coordinator, text="Ask.", theme="Enquiry")
        say = {"by": make.fresh(coordinator), "theme": "Enquiry", "text": "Ask everybody."}
        with pytest.raises(MoveRefused, match="not ready"):
            lessons.publish(one, point.pk, **say)
        deciding.advance_learning(one, point.pk, by=coordinator, on=today())
        lessons.publish(one, point.pk, **say)
        words = [words for _, words, _ in themes.lessons_for(make.fresh(county.partner))]
        assert words == ["At least 3 reviews say this." if n == 2 else ""]


def test_a_code_name_that_others_keep_is_not_given_away_by_a_refusal(county, coordinator, rival, review):
    make.scoped(county, rival, title="Hazel")
    point = ready(review, coordinator)
    lessons.publish(review, point.pk, by=make.fresh(coordinator), theme="T", text="Hazel was mentioned.")
    assert Lesson.objects.get(point=point).text == "Hazel was mentioned."


def test_the_register_lists_reviews_by_stage_with_the_stages_that_each_stood_at(county, coordinator, sign_in):
    """S001-37"""
    other = make.scoped(county, coordinator, title="Alder")
    review = make.told(county, coordinator, "none")
    client = sign_in(coordinator)
    page = client.get(reverse("reviews:register")).content.decode()
    assert page.index("Under consideration") < page.index("No full review")
    exported = client.get(reverse("reviews:register") + "?export=csv").content.decode("utf-8-sig")
    stages = [line[2] for line in csv.reader(io.StringIO(exported)) if review.reference in line]
    assert stages == ["Referral received", "Under consideration", "Decided, to be told", "No full review"]
    only = client.get(reverse("reviews:list") + "?status=no-review").content.decode()
    assert (review.reference in only, other.reference in only) == (True, False)


def test_the_states_are_those_of_the_form():
    """Forms B8; that an action or an agency's review is overdue is reckoned, and no state that somebody sets."""
    labels = list(dict.fromkeys(label.casefold() for label in Review.Status.labels))
    assert labels == [
        "referral received", "under consideration", "decided, to be told", "no full review",
        "passed to another partnership", "chair being recruited", "begun", "information gathering", "draft report",
        "ready for sign-off", "agreed for submission", "submitted to the home office", "closed",
    ]  # fmt: skip
    assert [state.value for state in LearningState] == ["captured", "ready", "disseminated"]
    assert [state.value for state in StatementStatus] == ["draft", "cleared", "released", "dropped"]
    for states in (ManagementStatus, LineStatus):
        assert "overdue" not in states.values


def test_referrals_without_a_review_and_without_learning_stand_first(county, coordinator, sign_in):
    """S001-38, S001-40"""
    with_it = make.told(county, coordinator, "none")
    deciding.add_learning(with_it, by=coordinator, text="Ask routinely.")
    without = make.told(county, coordinator, "none", title="Alder")
    assert [one.pk for one in registers.without_review(make.fresh(coordinator))] == [without.pk, with_it.pk]
    page = sign_in(coordinator).get(reverse("reviews:without")).content.decode()
    assert page.count("No learning") == 1
    stages = registers.stages_of(list(Review.objects.filter(pk=without.pk).select_related("what")))
    assert [words for words, *_ in stages[without.pk]] == [
        "Referral received", "Under consideration", "Decided, to be told", "No full review",
    ]  # fmt: skip


def test_the_summary_counts_and_says_what_is_new_since_the_last(county, coordinator, review, meeting):
    """S001-43, S001-49"""
    made.with_action(county, coordinator, review)
    by = make.fresh(coordinator)
    found = summary.summary_for(by, county.here)
    assert found.stages == [("Under consideration", 1)]
    assert (found.referred, found.actions["going"]) == (1, 1)
    walls.shut(review, county.health_lead, by=by, reason="Own practice")
    row = releasing.release_summary(found, meeting, by=by, item=None, open_until=today() + DAYS(7))
    given = {name: Document.objects.visible_to(make.fresh(getattr(county, name))).filter(pk=row.document_id).exists()
             for name in ("chair", "police_lead", "health_lead", "officer", "outsider")}  # fmt: skip
    assert given == {
        "chair": True,
        "police_lead": True,
        "health_lead": False,
        "officer": False,
        "outsider": False,
    }
    assert not Review.objects.visible_to(make.fresh(county.chair)).exists()
    since = summary.last_release(make.fresh(coordinator), county.strategic)
    assert since.date() == today()
    later = summary.summary_for(make.fresh(coordinator), county.here, since)
    assert (later.referred, later.begun) == (0, 0)


def test_what_is_recorded_after_a_summary_is_new_in_the_next_though_it_bears_an_earlier_day(
    county, coordinator, review, meeting
):
    """S001-49"""
    made.with_action(county, coordinator, review)
    found = summary.summary_for(make.fresh(coordinator), county.here)
    releasing.release_summary(found, meeting, by=make.fresh(coordinator), item=None, open_until=today())
    make.received(county, coordinator, title="Alder", referred_on=today() - DAYS(5))
    deciding.decide(review, by=make.fresh(coordinator), **make.decision())
    make.tell_all(review, coordinator)
    make.recruit(review, coordinator, make.guest(county))
    referrals.begin(review, by=make.fresh(coordinator), begun_on=today())
    since = summary.last_release(make.fresh(coordinator), county.strategic)
    later = summary.summary_for(make.fresh(coordinator), county.here, since)
    assert (later.referred, later.begun) == (1, 1)


def test_a_pack_opens_what_was_chosen_to_members_and_nothing_else(county, coordinator, review, meeting):
    by = make.fresh(coordinator)
    report = make.attached(review, coordinator)
    notes = add_document(review, title="Notes", file=SimpleUploadedFile("notes.txt", b"Notes."), by=by)
    terms = {"item": None, "open_until": today() + DAYS(7)}
    with pytest.raises(MoveRefused, match="not ready"):
        releasing.release_pack(review, meeting, [report], by=by, **terms)
    Review.objects.filter(pk=review.pk).update(status="ready")
    with pytest.raises(MoveRefused, match="Notes: Check it for names first"):
        releasing.release_pack(review, meeting, [report, notes], by=by, **terms)
    releasing.release_pack(review, meeting, [report], by=make.fresh(coordinator), **terms)
    assert [row.version.document for row in review.leavings.all()] == [report]
    chair = make.fresh(county.chair)
    seen = {d.title for d in Document.objects.visible_to(chair)}
    assert seen == {"Overview report", f"Pack for sign-off: {make.CODE_NAME}"}
    assert not Review.objects.visible_to(chair).exists()
    assert Release.objects.get().open_until == today() + DAYS(7)
    with pytest.raises(PermissionDenied):
        releasing.release_pack(review, meeting, [report], by=chair, **terms)


def test_a_pack_stands_at_its_item_and_a_second_press_releases_nothing(county, coordinator, review):
    meeting = meetings.scheduled(county, held_on=today() + DAYS(9))
    Review.objects.filter(pk=review.pk).update(status="ready")
    report = make.attached(review, coordinator)
    item = agenda.add_item(meeting, by=county.officer, title="Reports", purpose="decision")
    closed = agenda.add_item(meeting, by=county.officer, title="Closed", is_restricted=True)
    until = {"open_until": today() + DAYS(9)}
    for number in (99, closed.number):
        with pytest.raises(MoveRefused, match=f"no item {number} that you know of"):
            releasing.release_pack(
                review, meeting, [report], by=make.fresh(coordinator), item=number, **until
            )
    row = releasing.release_pack(
        review, meeting, [report], by=make.fresh(coordinator), item=item.number, **until
    )
    papers = papers_by_item(meeting, make.fresh(county.chair))
    assert {number: [paper.pk for paper in found] for number, found in papers.items()} == {
        item.number: [row.document_id]
    }
    with pytest.raises(MoveRefused, match="can read these for"):
        releasing.release_pack(review, meeting, [report], by=make.fresh(coordinator), item=None, **until)
    assert Release.objects.count() == 1
    newcomer = make.make.UserFactory(email="newcomer@example.org")
    seat = make.make.SeatFactory(body=county.strategic)
    make.make.MembershipFactory(seat=seat, person=newcomer.person)
    releasing.release_pack(review, meeting, [report], by=make.fresh(coordinator), item=item.number, **until)
    assert Document.objects.visible_to(make.fresh(newcomer)).filter(pk=report.pk).exists()


def test_pages_across_reviews_cost_the_same_at_one_and_at_many(
    county, coordinator, review, sign_in, django_assert_max_num_queries
):
    for n in range(1, 6):
        line = made.given(county, made.recommended(review, coordinator, str(n)), coordinator)
        lines.add_milestone(line, by=make.fresh(county.partner), achieved_on=today(), text="Begun.")
        ready(review, coordinator)
    make.told(county, coordinator, "none", title="Alder")
    client = sign_in(coordinator)
    for name in (*PAGES, "lessons", "releases"):
        with django_assert_max_num_queries(9 if name == "themes" else 8):
            assert client.get(reverse(f"reviews:{name}")).status_code == 200


def test_the_forms_of_release_name_a_meeting(county, coordinator, review, meeting, sign_in):
    client = sign_in(coordinator)
    said = {"meeting": "CSP-MTG-2026-9999", "open_until": (today() + DAYS(5)).isoformat()}
    assert client.post(reverse("reviews:release"), said).status_code == 422
    assert client.post(reverse("reviews:release"), said | {"meeting": meeting.reference}).status_code == 302
    page = client.get(reverse("reviews:releases")).content.decode()
    assert "Summary of reviews by stage" in page


def test_no_paper_goes_to_a_meeting_that_is_past(county, coordinator, review):
    day = today() - DAYS(3)
    past = held(county, day)
    found = summary.summary_for(coordinator, county.here)
    with pytest.raises(MoveRefused, match="still to come"):
        releasing.release_summary(found, past, by=coordinator, item=None, open_until=today() + DAYS(7))
    with pytest.raises(MoveRefused, match="The meeting was on"):
        releasing.release_pack(review, past, [], by=coordinator, item=None, open_until=today() + DAYS(7))
    assert releasing.release_summary(
        found, held(county, today()), by=coordinator, item=None, open_until=today() + DAYS(7)
    )


def held(county, day):
    return meetings.scheduled(county, held_on=day)


def test_a_meeting_that_is_not_known_is_said_so_with_who_can_help(
    county, coordinator, review, meeting, sign_in
):
    client = sign_in(coordinator)
    said = {"meeting": "CSP-MTG-2026-9999", "open_until": (today() + DAYS(5)).isoformat()}
    page = client.post(reverse("reviews:release"), said).content.decode()
    for words in (
        "No coming meeting called CSP-MTG-2026-9999 is known to you",
        "ask whoever calls the meeting",
    ):
        assert words in page


def test_before_the_report_is_ready_the_pack_says_all_that_is_missing_and_has_no_form(
    county, coordinator, sign_in
):
    draft = make.drafting(county, coordinator)
    page = sign_in(coordinator).get(reverse("reviews:pack", args=[draft.reference])).content.decode()
    main = page.split("<main")[1]
    assert ("not ready for sign-off" in main, "Nothing is attached" in main) == (True, True)
    assert "<form" not in main


def test_a_review_that_was_agreed_is_not_put_to_the_partnership_again(
    county, coordinator, review, meeting, sign_in
):
    by = make.fresh(coordinator)
    report = add_document(review, title="Overview", file=SimpleUploadedFile("o.txt", b"Overview"), by=by)
    Review.objects.filter(pk=review.pk).update(status="agreed")
    client, way = sign_in(by), reverse("reviews:pack", args=[review.reference])
    page = client.get(way).content.decode()
    assert "the partnership has agreed it already" in page
    assert ("Release the pack" in page, "not ready" in page) == (False, False)
    said = {
        "meeting": meeting.reference,
        "open_until": (today() + DAYS(5)).isoformat(),
        "documents": report.pk,
    }
    late = client.post(way, said)
    assert late.status_code == 422
    assert ("has agreed it already" in late.content.decode(), "not ready" in late.content.decode()) == (
        True,
        False,
    )


def due_in(county, by, days, **changes):
    """A review whose running clock is due in so many days; of None, one on which no clock runs."""
    row = make.received(county, by, title=f"Code {days} {len(changes)}")
    changes = {"decision_due_on": today() + DAYS(days)} if days is not None else {"status": "passed"}
    Review.objects.filter(pk=row.pk).update(**changes)
    return row.pk


def test_the_register_begins_with_what_is_due_first_and_ends_with_what_has_no_day(county, coordinator):
    """Overdue before due, whichever clock it is; over pages, there and back."""
    by = make.fresh(coordinator)
    later, overdue, none, soon = (due_in(county, by, days) for days in (20, -3, None, 2))
    report, looked_at = due_in(county, by, 90), due_in(county, by, 91)
    Review.objects.filter(pk=report).update(
        status="drafting", outcome="review", decided_on=today(), report_due_on=today() + DAYS(1)
    )
    Review.objects.filter(pk=looked_at).update(status="closed", assure_on=today() + DAYS(30))
    expected = [overdue, report, soon, later, looked_at, none]
    rows, found, mark = register_for(by), [], {}
    while True:
        page = page_of(rows, "next_due_on", mark, size=2)
        found += [row.pk for row in page.rows]
        if not page.after:
            break
        mark = {"after": page.after}
        assert not {str(key) for key in expected} & set(page.after.split("~"))
    assert found == expected
    back = page_of(rows, "next_due_on", {"before": page.before}, size=2)
    assert [row.pk for row in back.rows] == expected[2:4]
    assert [row.pk for row in page_of(rows, "next_due_on", {}, descending=True).rows] == [
        *reversed(expected[:-1]), none,
    ]  # fmt: skip


def test_the_register_is_sorted_by_what_is_asked_for_and_else_by_the_day(county, coordinator, sign_in):
    by = make.fresh(coordinator)
    due_in(county, by, 20)
    due_in(county, by, -3)
    client, way = sign_in(coordinator), reverse("reviews:list")
    for sort, first in (("", "Code -3"), ("due", "Code -3"), ("-due", "Code 20"), ("nothing", "Code -3")):
        page = client.get(way, {"sort": sort} if sort else {}).content.decode()
        assert min(("Code -3", "Code 20"), key=page.index) == first
