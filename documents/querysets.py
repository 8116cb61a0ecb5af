from django.db.models import Count, TextField
from django.db.models.functions import Cast, Lower

from partnership.models import Membership, Partner, Partnership, Post
from partnership.served import Serves
from records.querysets import RecordQuerySet


class DocumentQuerySet(RecordQuerySet):
    def attached_to(self, record):
        return self.filter(attached_to=record.pk)

    def listed_for(self, user):
        """What the person may not open, and may know of and ask its custodian for; never what is open to names."""
        if not user.is_authenticated:
            return self.none()
        listed = self.filter(is_listed=True, partnership__in=user.places.partnerships)
        return listed.exclude(audience=self.model.Audience.NAMED).exclude(
            pk__in=self.model.objects.visible_to(user).values("pk")
        )

    def about_groups(self):
        """Those that say which groups of victims or perpetrators they are about (S003-51)."""
        return self.exclude(groups=[])

    def about(self, whom):
        """Adults, children, or one of the groups; a paper about both is about each."""
        if whom in Serves.values:
            return self.filter(serves__in={whom, Serves.BOTH})
        return self.annotate(words=Cast("groups", TextField())).filter(words__contains=f'"{whom}"')

    def with_versions(self):
        return self.prefetch_related("versions")


def members_of(body, day):
    """Who sits on the body on the day, in the order of its seats."""
    seated = Membership.objects.on(day).filter(Membership.objects.holding(day, "seat__"), seat__body=body)
    return seated.select_related("person", "agency")


def chair_of(body, day):
    return members_of(body, day).filter(office=Membership.Office.CHAIR)


def holders_of(title, partnership, day):
    """Who holds a post of this title on the day, at any agency of the partnership or of one beneath it (S004-08)."""
    held = _posts_of(partnership, day).filter(title__iexact=title)
    return held.select_related("person", "agency").order_by("agency__name", "pk")


def shared_titles(partnership, day):
    """Titles of posts that several agencies have: those that one line of a distribution list may stand for."""
    titles = _posts_of(partnership, day).exclude(title="").values(name=Lower("title"))
    shared = titles.annotate(agencies=Count("agency", distinct=True)).filter(agencies__gt=1)
    spelt = _posts_of(partnership, day).annotate(name=Lower("title")).filter(name__in=shared.values("name"))
    return sorted({title.casefold(): title for title in spelt.values_list("title", flat=True)}.values())


def _posts_of(partnership, day):
    partnerships = [
        partnership.pk,
        *Partnership.objects.filter(parent=partnership).values_list("pk", flat=True),
    ]
    partners = Partner.objects.on(day).filter(partnership__in=partnerships)
    return Post.objects.on(day).filter(agency__in=partners.values("agency"))
