from django.core.exceptions import ValidationError
from django.db import transaction

from audit.clock import today
from partnership.models import Topic, TopicContact
from partnership.services import writing
from partnership.services.writing import PARTNERSHIP, ask


@transaction.atomic
def create_topic(partnership, *, by, reason="", **fields):
    ask(by, PARTNERSHIP, partnership)
    return writing.create(Topic(partnership=partnership, **fields), by=by, reason=reason)


@transaction.atomic
def change_topic(topic, changes, *, by, reason="", version=None):
    ask(by, PARTNERSHIP, topic.partnership)
    return writing.change(topic, changes, by=by, reason=reason, version=version)


@transaction.atomic
def name_contact(topic, agency, person, *, started_on=None, by, reason=""):
    """The agency's single point of contact from the day on; whoever was it until then is so no longer (S001-32)."""
    ask(by, PARTNERSHIP, topic.partnership)
    topic, day = writing.locked(topic), started_on or today()
    if not topic.partnership.partners.on(day).filter(agency=agency).exists():
        raise ValidationError({"agency": f"{agency} is no partner here on that day. Choose another agency."})
    for former in topic.contacts.on(day).filter(agency=agency):
        if former.person_id == person.pk:
            raise ValidationError({"person": f"{person} is their contact already. Nothing was changed."})
        if former.started_on and former.started_on >= day:
            raise ValidationError({"started_on": f"{former.person} began on that day. Choose a later one."})
        writing.end(former, writing.day_before(day), by=by, reason=reason or "Another was named")
    contact = TopicContact(topic=topic, agency=agency, person=person, started_on=day)
    return writing.create(contact, by=by, reason=reason)


@transaction.atomic
def end_contact(contact, on, *, by, reason=""):
    ask(by, PARTNERSHIP, contact.topic.partnership)
    return writing.end(writing.locked(contact), on, by=by, reason=reason)
