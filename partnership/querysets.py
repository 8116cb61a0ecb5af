from functools import reduce
from operator import or_

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Concat, Lower, Replace

from audit.clock import today
from design.letters import WITHOUT_APOSTROPHES, pattern


class DirectoryQuerySet(QuerySet):
    """People and places: one directory for the county. Guests and community groups see none of it."""

    def visible_to(self, user):
        return self.all() if user.is_authenticated and user.reads_the_directory else self.none()


def without_marks(expression):
    """Text to sort and search by: O'Neil, O’Neil and ONeil are one name, in either case."""
    return Lower(Replace(Replace(expression, Value("'"), Value("")), Value("’"), Value("")))


def _also_called(rows, text, whose):
    """Rows with an alias that holds the text, which has no apostrophes."""
    aliases = rows.model.aliases.rel.related_model.objects.alias(said=without_marks(F("name")))
    return Q(pk__in=aliases.filter(said__regex=pattern(text)).values(whose))


class PersonQuerySet(DirectoryQuerySet):
    def visible_to(self, user):
        """Guests who work for nobody here are known to administrators alone: an independent chair tells of a review."""
        found = super().visible_to(user)
        if not user.is_authenticated or user.is_superuser or user.places.administers:
            return found
        return found.exclude(user__is_guest=True, posts=None, memberships=None, roles=None)

    def by_surname(self):
        """By surname without regard to case or apostrophes; the prefix has no say (S001-05, S001-06)."""
        return self.order_by(without_marks(F("family_name")), without_marks(F("given_name")), "pk")

    def named(self, text):
        """People whose name or known-as name holds every word typed, in any order."""
        found = self.alias(said=without_marks(Concat("given_name", Value(" "), "family_name")))
        for word in text.translate(WITHOUT_APOSTROPHES).split():
            found = found.filter(Q(said__regex=pattern(word)) | _also_called(self, word, "person"))
        return found

    def members_of(self, body, *days):
        """Who sits on the body on one of the days."""
        memberships = self.model.memberships.rel.related_model.objects
        held = [memberships.on(day).filter(seat__body=body).values("person") for day in dict.fromkeys(days)]
        return self.filter(reduce(or_, (Q(pk__in=people) for people in held)))

    def at(self, text, day):
        """People with a post on the day at an agency, or in a team, of that name (S001-21)."""
        posts = self.model.posts.rel.related_model.objects.on(day)
        place = Q(agency__name__icontains=text) | Q(agency__short_name__iexact=text)
        place |= Q(agency__aliases__name__icontains=text) | Q(unit__name__icontains=text)
        return self.filter(
            pk__in=posts.filter(place | Q(unit__parent__name__icontains=text)).values("person")
        )


class DatedQuerySet(DirectoryQuerySet):
    def on(self, day):
        """Those that hold on the day."""
        return self.filter(self.holding(day))

    def current(self):
        return self.on(today())

    @staticmethod
    def holding(day, prefix=""):
        """The same condition from another model, as ``holding(day, "seats__")``."""
        start, end = f"{prefix}started_on", f"{prefix}ended_on"
        return (Q(**{f"{start}__isnull": True}) | Q(**{f"{start}__lte": day})) & (
            Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gte": day})
        )


class PostQuerySet(DatedQuerySet):
    def of(self, agencies, day):
        """Posts on the day at these agencies, and at whichever took the place of one that ended before (`Places`)."""
        agency = self.model._meta.get_field("agency").related_model
        after = agency.objects.filter(pk__in=agencies, ended_on__lt=day).values("successor")
        return self.on(day).filter(Q(agency__in=agencies) | Q(agency__in=after))


class AgencyQuerySet(DatedQuerySet):
    def named(self, text):
        """By name, short name or alias (S001-09, S002-31)."""
        text = text.strip().translate(WITHOUT_APOSTROPHES)
        found = (
            Q(said__regex=pattern(text)) | Q(short_name__icontains=text) | _also_called(self, text, "agency")
        )
        return self.alias(said=without_marks(F("name"))).filter(found)


class BodyQuerySet(DirectoryQuerySet):
    def open(self):
        return self.exclude(status="closed")

    def open_or(self, chosen):
        """To choose from, where one that has closed since may stand already."""
        return self.filter(~Q(status="closed") | Q(pk=getattr(chosen, "pk", chosen)))

    def named(self, text):
        """By name, theme or former name."""
        said = text.strip().translate(WITHOUT_APOSTROPHES)
        found = (
            Q(said__regex=pattern(said)) | Q(tags__icontains=text.strip()) | _also_called(self, said, "body")
        )
        return self.alias(said=without_marks(F("name"))).filter(found)


class AgreementQuerySet(DatedQuerySet):
    """Agreements are known within the partnership that made them."""

    def visible_to(self, user):
        return self.filter(partnership__in=user.places.partnerships) if user.is_authenticated else self.none()
