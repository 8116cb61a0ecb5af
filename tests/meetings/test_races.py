"""Many at once on minutes, on PostgreSQL: one signature, one meeting from one file, one grant; and no deadlock."""

from functools import partial

import pytest

from actions.models import Update
from actions.services import add_update
from meetings.models import Meeting, Pack, Paragraph
from meetings.reports.imports import prepare
from meetings.services import corrections, minutes, moves, packs
from meetings.services.imports import import_minutes
from records.access import grant
from records.lifecycle import MoveRefused
from records.models import UserGrant
from records.services import ChangedMeanwhile
from signoffs.models import SignOff, Withdrawal
from signoffs.services import withdraw_signoff
from tests.meetings import scenes
from tests.records.test_races import THREADS, eight

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = (
    b"Strategic group, 3 March 2026\n\nPresent:\nAnn Smith, Council\n\n1. Welcome\n\n1.1 All were welcomed.\n"
)


@pytest.fixture
def scene(county):
    return scenes.drafted(county)


def tried(act):
    """What each of eight came back with: "done", or "refused" with a sentence."""

    def press(_):
        try:
            act()
        except (MoveRefused, ChangedMeanwhile):
            return "refused"
        return "done"

    return eight(press)


def test_minutes_are_circulated_and_signed_once(county, scene):
    assert tried(lambda: moves.circulate_minutes(scene.meeting, by=county.officer)).count("done") == 1
    read = moves.digest_now(scene.meeting)
    approve = partial(moves.approve_minutes, scene.meeting, by=county.chair, digest_seen=read)
    assert tried(approve).count("done") == 1
    signoff = SignOff.objects.get()
    assert tried(lambda: withdraw_signoff(signoff, by=county.chair, reason="In error")).count("done") == 1
    assert Withdrawal.objects.count() == 1


def test_one_correction_waits_and_is_decided_once(county, scene):
    scene.circulate(county).approve(county)
    line = Paragraph.objects.filter(item__meeting=scene.meeting).first()
    propose = lambda: corrections.propose_correction(line, "Said.", by=county.officer, reason="Misheard")  # noqa: E731
    assert tried(propose).count("done") == 1
    correction = line.corrections.get()
    decide = lambda: corrections.decide_correction(correction, by=county.chair, agree=True)  # noqa: E731
    assert tried(decide).count("done") == 1
    assert Meeting.objects.get(pk=scene.meeting.pk).edition == 2


def test_of_eight_who_rewrite_a_paragraph_one_is_first(county, scene):
    line = Paragraph.objects.filter(item__meeting=scene.meeting).first()

    def rewrite():
        return minutes.change_paragraph(line, {"text": "Anew"}, by=county.officer, version=line.version)

    assert tried(rewrite).count("done") == 1


def test_the_same_file_eight_times_at_once_makes_one_meeting(county):
    prepared = prepare("minutes.txt", TEXT, body=county.strategic)

    def take():
        return import_minutes(county.strategic, prepared.parsed, by=county.officer, digest=prepared.digest)

    assert tried(take).count("done") == THREADS
    assert Meeting.objects.filter(import_digest=prepared.digest).count() == 1


def test_the_same_person_is_given_access_once(county, scene):
    give = lambda: grant(scene.meeting, county.guest, by=county.chair, reason="Reviews it")  # noqa: E731
    assert tried(give).count("done") == THREADS
    assert UserGrant.objects.filter(user=county.guest, content_object=scene.meeting.pk).count() == 1


def test_circulating_and_updating_do_not_wait_for_one_another(county, scene):
    """Of services that lock several rows, none locks them in another's order."""
    scene.circulate(county)

    def press(number):
        try:
            if number % 3 == 0:
                moves.return_minutes(scene.meeting, by=county.chair, reason="Again")
            elif number % 3 == 1:
                moves.circulate_minutes(scene.meeting, by=county.officer)
            else:
                add_update(scene.action, "It is under way.", by=county.police_lead)
        except MoveRefused:
            return "refused"
        return "done"

    answers = eight(press)
    assert set(answers) <= {"done", "refused"}
    assert Update.objects.filter(action=scene.action).count() == 2


def test_a_pack_asked_for_by_eight_presses_is_made_once(scene, county):
    assert set(tried(lambda: packs.ask_pack(scene.meeting, by=county.officer))) == {"done"}
    assert Pack.objects.count() == 1
