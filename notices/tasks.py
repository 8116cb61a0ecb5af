import datetime as dt

from celery import shared_task

from notices import services
from partnership.models import User
from records.models import Record


@shared_task(name="notices.send_due")
def send_due():
    services.send_due()


@shared_task(name="notices.announce_move")
def announce_move(*, record_id, action, by_id=None, at=None):
    """Enqueued by every move (`records.lifecycle.move`)."""
    record, by = Record.objects.get(pk=record_id), User.objects.filter(pk=by_id).first()
    services.announce_move(record, action, by=by, at=at and dt.datetime.fromisoformat(at))
