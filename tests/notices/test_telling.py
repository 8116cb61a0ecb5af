import datetime as dt

import pytest

from documents import services as documents
from documents.models import Document
from notices import services
from notices.models import MailPreference, Notice
from notices.tasks import announce_move
from records.models import Record
from tests.documents.samples import upload


def test_one_notice_for_record_trigger_day_and_person(tell, county, at):
    for _ in range(3):
        tell(county.chair, county.police_lead)
    assert Notice.objects.count() == 2
    tell(county.chair, trigger="approve")
    tell(county.chair, about_on=dt.date(2026, 10, 15))
    assert Notice.objects.filter(recipient=county.chair).count() == 3


def test_nobody_hears_who_may_not_open_the_record(tell, county):
    assert tell(*county.personas.values()) == 6
    told = {notice.recipient for notice in Notice.objects.all()}
    assert told == {
        county.officer,
        county.chair,
        county.police_lead,
        county.health_lead,
        county.attendee,
        county.support,
    }


def test_nobody_hears_who_has_left(tell, county):
    county.chair.is_active = False
    county.guest.access_ends_on = dt.date(2026, 1, 1)
    assert tell(county.chair, county.guest) == 0


@pytest.mark.parametrize("fields", [{"marking": "official-sensitive"}, {"audience": "agency"}])
def test_of_a_restricted_record_only_the_reference_is_said(record, county, tell, fields):
    Record.objects.filter(pk=record.pk).update(agency=county.police, **fields)
    record.refresh_from_db()
    tell(county.police_lead, subject=f"Review of {record.title}", line="A name and an address")
    notice = Notice.objects.get()
    assert notice.subject == f"Something in {record.reference} waits for you"
    assert "name" not in notice.line


def test_the_link_is_the_records_page_unless_said(record, tell, county):
    tell(county.chair)
    tell(county.chair, trigger="approve", path="/elsewhere/")
    assert [n.path for n in Notice.objects.order_by("pk")] == [record.get_absolute_url(), "/elsewhere/"]


@pytest.mark.parametrize(
    ("now", "options", "goes_out"),
    [
        ("2026-10-14T10:00+01:00", {}, "2026-10-14T10:00+01:00"),
        ("2026-10-17T10:00+01:00", {}, "2026-10-19T08:00+01:00"),
        ("2026-10-17T10:00+01:00", {"is_urgent": True}, "2026-10-17T10:00+01:00"),
        (
            "2026-10-14T10:00+01:00",
            {"send_after": dt.datetime.fromisoformat("2026-10-17T10:00+01:00")},
            "2026-10-19T08:00+01:00",
        ),
    ],
)
def test_when_it_goes_out(tell, county, at, now, options, goes_out):
    at.move_to(dt.datetime.fromisoformat(now))
    tell(county.chair, **options)
    assert Notice.objects.get().send_after == dt.datetime.fromisoformat(goes_out)


def test_who_prefers_a_digest_waits_for_the_morning(tell, county):
    services.set_delivery(county.chair, MailPreference.Delivery.DIGEST)
    tell(county.chair, county.police_lead)
    waits = dict(Notice.objects.values_list("recipient__email", "send_after"))
    assert waits["chair@example.org"] == dt.datetime(2026, 10, 15, 7, tzinfo=dt.UTC)
    assert waits["police-lead@example.org"] == dt.datetime(2026, 10, 14, 9, tzinfo=dt.UTC)


@pytest.fixture
def paper(county, at):
    return documents.add_document(
        title="Plan", file=upload(), by=county.officer, partnership=county.here, body=county.strategic,
        audience="body",
    )  # fmt: skip


def test_a_move_is_told_to_those_whom_the_kind_names_but_not_to_whoever_made_it(paper, county):
    """``Document.audience_of_move``: a consultation concerns the body's members."""
    Document.objects.filter(pk=paper.pk).update(status="consultation")
    announce_move(record_id=paper.pk, action="consult", by_id=county.chair.pk)
    told = {notice.recipient for notice in Notice.objects.all()}
    assert told == {county.police_lead, county.health_lead, county.attendee, county.support}
    notice = Notice.objects.first()
    assert notice.subject == f"{paper.reference}: consultation"
    assert notice.line == "It now stands at: Consultation."
    assert paper.title not in notice.subject + notice.line


def test_a_move_that_concerns_nobody_is_told_to_nobody(paper, county):
    announce_move(record_id=paper.pk, action="withdraw", by_id=county.chair.pk)
    assert not Notice.objects.exists()


def test_a_move_that_is_made_again_on_one_day_is_told_again_and_each_once(paper, county, at):
    """Minutes that are returned at ten and again at three: the second return is heard of, too."""
    made = {"record_id": paper.pk, "action": "consult", "by_id": county.chair.pk}
    for hour, told in ((9, 1), (9, 1), (15, 2), (15, 2)):
        at.move_to(dt.datetime(2026, 10, 14, hour, tzinfo=dt.UTC))
        announce_move(**made, at=dt.datetime(2026, 10, 14, hour - 1, tzinfo=dt.UTC).isoformat())
        assert Notice.objects.filter(recipient=county.police_lead).count() == told


def test_what_is_of_no_record_is_told_once_a_day_too(county):
    """Two deaths reported on a day would tell an administrator that there were two."""
    for _ in range(2):
        services.notify(
            [county.chair], None, "coordinator-1", subject="Nobody has the role", line="Give it.", path="/"
        )
    services.notify(
        [county.chair], None, "coordinator-2", subject="Nobody has the role", line="Give it.", path="/"
    )
    assert sorted(Notice.objects.values_list("trigger", flat=True)) == ["coordinator-1", "coordinator-2"]


def test_unread_for_the_home_page_in_one_query(tell, county, django_assert_num_queries):
    tell(county.chair)
    tell(county.chair, trigger="approve")
    assert county.chair.places
    with django_assert_num_queries(1):
        notices = list(services.unread_for(county.chair, limit=1))
        assert [(n.trigger, n.record.reference) for n in notices] == [("approve", "TEST-REC-1")]
    services.mark_read(county.chair)
    assert not services.unread_for(county.chair)


def test_a_notice_of_what_has_since_been_closed_is_not_shown(tell, record, county):
    tell(county.chair)
    Record.objects.filter(pk=record.pk).update(audience="named")
    assert not services.unread_for(county.chair)
