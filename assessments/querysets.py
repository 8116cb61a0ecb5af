from django.db.models import Q, QuerySet

from assessments.lifecycle.assessments import WRITABLE, FormatStatus, Status
from assessments.lifecycle.evidence import AskStatus, IndicatorStatus, PriorityStatus
from assessments.lifecycle.timetables import TimetableStatus
from records.querysets import RecordQuerySet


class LoadQuerySet(QuerySet):
    def visible_to(self, user):
        """To those who keep the data of some partnership: what is loaded is the county's, not one partnership's."""
        return self.all() if user.is_authenticated and user.places.assesses_in else self.none()


class IndicatorQuerySet(RecordQuerySet):
    def active(self):
        return self.filter(status=IndicatorStatus.ACTIVE)


class ObservationQuerySet(QuerySet):
    def current(self):
        return self.filter(is_current=True)

    def whole(self):
        """Of every day of their period."""
        return self.filter(data_from=None, data_until=None)


class PriorityQuerySet(RecordQuerySet):
    def standing(self):
        return self.exclude(status=PriorityStatus.CLOSED)

    def cross_cutting(self):
        return self.filter(is_cross_cutting=True)


class StudyQuerySet(RecordQuerySet):
    pass


class AskQuerySet(RecordQuerySet):
    def open(self):
        return self.filter(status=AskStatus.ASKED)

    def late(self, on):
        return self.open().filter(due_on__lt=on)

    def answered(self):
        return self.filter(status=AskStatus.RECEIVED)

    def put_to(self, user):
        """Open, and asked of this person or of one of their agencies at large."""
        mine = Q(person=user.person_id) | Q(person=None, agency__in=user.places.agencies)
        return self.open().filter(mine)

    def asked_like(self, ask):
        """It, and what other agencies were asked with it."""
        return self.filter(Q(pk=ask.head) | Q(asked_with=ask.head))


class FormatQuerySet(RecordQuerySet):
    def in_use(self):
        return self.filter(status=FormatStatus.AGREED)


class AssessmentQuerySet(RecordQuerySet):
    def writable(self):
        return self.filter(status__in=WRITABLE)

    def in_force(self):
        return self.filter(status=Status.AGREED)


class TimetableQuerySet(RecordQuerySet):
    def current(self):
        return self.filter(status=TimetableStatus.CURRENT)


class StepQuerySet(QuerySet):
    def to_do(self):
        """Of timetables that are not closed."""
        return self.filter(done_on=None, timetable__status=TimetableStatus.CURRENT)

    def put_to(self, user):
        """Theirs to answer for; where nobody is named, the partnership's officers'."""
        nobodys = Q(owner=None, timetable__partnership__in=user.places.officer_of)
        return self.to_do().filter(Q(owner=user.person_id) | nobodys)
