from celery import shared_task

from audit.clock import today
from meetings import reminders
from meetings.models import Meeting
from meetings.services import packs


@shared_task(name="meetings.remind")
def remind():
    reminders.remind(today())


@shared_task(name="meetings.ask_chair")
def ask_chair(*, meeting_id):
    reminders.ask_chair(Meeting.objects.get(pk=meeting_id))


@shared_task(name="meetings.make_pack")
def make_pack(*, pack_id):
    packs.make_pack(pack_id)


@shared_task(name="meetings.clear_packs")
def clear_packs():
    packs.clear_packs()
