"""A backup from before a destruction or a withdrawal is put back: nothing that was taken is given back unseen.

The backup is played by rows: what the database held then is written over what it holds now, as a restore does.
"""

import datetime as dt

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from accounts.services import closing
from audit import taken
from audit.clock import today
from audit.verify import run_all
from documents.models import Version, path_of
from documents.services import add_document
from partnership.models import User
from records import walls
from records.models import ShutOut, UserGrant
from reviews.models import Lesson, Review
from reviews.services import deciding, destroying, keeping, lessons
from tests.factories import reviews as make

pytestmark = pytest.mark.django_db
DAYS = dt.timedelta
CHECK = "what was taken away"


@pytest.fixture(autouse=True)
def a_file_of_its_own(settings, tmp_path):
    settings.TAKEN_FILE = tmp_path / "taken.log"


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def again():
    call_command("taken", "--again", verbosity=0)
    assert list(taken.came_back()) == []
    assert run_all()[CHECK].faults == []


def test_a_paper_that_was_destroyed_is_refused_and_found_and_destroyed_again(
    county, coordinator, sign_in, committed, capsys
):
    review = make.told(county, coordinator, "none")
    file = SimpleUploadedFile("notes.txt", b"What was said.")
    paper = add_document(review, title="Notes", file=file, by=make.fresh(coordinator)).newest
    until = today() + DAYS(30)
    walls.open_to(review, county.chair, by=make.fresh(coordinator), reason="Decides", expires_on=until)
    said = {"set_on": today(), "agreed_by_words": "The group"}
    keeping.set_rule(county.here, by=make.fresh(coordinator), what="papers", years=1, **said)
    Review.objects.filter(pk=review.pk).update(closed_on=today() - DAYS(400))
    row = destroying.propose(review, [paper.document], by=make.fresh(coordinator), reason="The time is over")
    with committed():
        destroying.confirm(review, row.pk, by=make.fresh(county.chair))
    destroying.remove_files(row.pk)
    assert run_all()[CHECK].faults == []

    Version.objects.filter(pk=paper.pk).update(destroyed_on=None)
    default_storage.save(path_of(paper.sha256), ContentFile(b"What was said."))
    answer = sign_in(coordinator).get(reverse("documents:download", args=[paper.document.reference, "0.1"]))
    assert (answer.status_code, "came back with a backup" in answer.content.decode()) == (403, True)
    assert "was destroyed and is back" in run_all()[CHECK].faults[0]
    with pytest.raises(SystemExit):
        call_command("taken")
    assert "Notes" not in capsys.readouterr().out
    again()
    assert Version.objects.get(pk=paper.pk).destroyed_on == today()
    assert not default_storage.exists(path_of(paper.sha256))


def test_access_that_was_withdrawn_is_found_and_withdrawn_again(county, coordinator, committed):
    review = make.scoped(county, coordinator)
    until = today() + DAYS(30)
    walls.open_to(review, county.chair, by=coordinator, reason="Decides", expires_on=until)
    before = UserGrant.objects.filter(content_object=review.pk, user=county.chair).values().get()
    later = until + DAYS(1)  # put off once, after the backup was taken
    walls.open_to(review, county.chair, by=make.fresh(coordinator), reason="Decides", expires_on=later)
    with committed():
        walls.close_to(review, county.chair, by=make.fresh(coordinator), reason="Decided")
    UserGrant.objects.create(**before)
    assert Review.objects.visible_to(make.fresh(county.chair)).exists()
    assert review.reference in run_all()[CHECK].faults[0]
    again()
    assert not Review.objects.visible_to(make.fresh(county.chair)).exists()
    with committed():
        walls.open_to(review, county.chair, by=make.fresh(coordinator), reason="Once more", expires_on=until)
    again()
    assert Review.objects.visible_to(make.fresh(county.chair)).exists()


def test_learning_that_was_withdrawn_is_found_and_withdrawn_again(county, coordinator, committed):
    review = make.scoped(county, coordinator)
    point = deciding.add_learning(review, by=coordinator, text="Ask.", theme="Enquiry")
    deciding.advance_learning(review, point.pk, by=coordinator, on=today())
    lessons.publish(review, point.pk, by=make.fresh(coordinator), theme="Enquiry", text="Ask everybody.")
    with committed():
        lessons.withdraw(review, point.pk, by=make.fresh(coordinator), reason="Too narrow")
    Lesson.objects.update(withdrawn_on=None)
    again()
    assert not Lesson.objects.visible_to(make.fresh(county.partner)).exists()


def test_what_could_not_be_noted_at_once_is_noted_later_and_once(county, coordinator, settings):
    """The process may end between the commit and the line."""
    review = make.scoped(county, coordinator)
    walls.open_to(review, county.chair, by=coordinator, reason="Decides", expires_on=today() + DAYS(30))
    walls.close_to(review, county.chair, by=make.fresh(coordinator), reason="Decided")
    assert not settings.TAKEN_FILE.exists()
    assert taken.fill() > 0
    assert taken.fill() == 0
    text = settings.TAKEN_FILE.read_text()
    assert review.reference not in text
    assert str(county.chair.pk) not in [word for line in text.splitlines() for word in line.split()]
    assert settings.TAKEN_FILE.stat().st_mode & 0o077 == 0


def test_whoever_was_shut_out_is_found_and_shut_out_again(county, coordinator, committed):
    review = make.scoped(county, coordinator)
    with committed():
        walls.shut(review, county.chair, by=make.fresh(coordinator), reason="Their own practice")
    assert run_all()[CHECK].faults == []
    ShutOut.objects.all().delete()
    faults = run_all()[CHECK].faults
    assert review.reference in faults[0]
    assert len(faults) == 1
    again()
    row = ShutOut.objects.get(record=review.pk)
    assert (row.user, row.ended_at, row.made_by) == (county.chair, None, None)
    with committed():
        walls.let_in(review, county.chair, by=make.fresh(coordinator), reason="It is settled")
    assert run_all()[CHECK].faults == []


def test_an_account_that_was_closed_is_found_and_closed_again(county, committed):
    with committed():
        closing.close_account(county.attendee, by=county.administrator, reason="Left")
    assert run_all()[CHECK].faults == []
    User.objects.filter(pk=county.attendee.pk).update(is_active=True)
    assert run_all()[CHECK].faults == [
        f"The account {county.attendee.pk} was closed and is open. Run manage.py taken --again."
    ]
    again()
    assert not User.objects.get(pk=county.attendee.pk).is_active


def test_both_are_noted_later_where_the_process_ended_before(county, coordinator):
    review = make.scoped(county, coordinator)
    walls.shut(review, county.chair, by=make.fresh(coordinator), reason="Their own practice")
    closing.close_account(county.attendee, by=county.administrator, reason="Left")
    assert taken.fill() >= 3
    assert taken.fill() == 0
    ShutOut.objects.all().delete()
    User.objects.filter(pk=county.attendee.pk).update(is_active=True)
    assert len(run_all()[CHECK].faults) == 2
