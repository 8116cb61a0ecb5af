"""The public list: published minutes, newest first, of every body or of one."""

from dataclasses import dataclass

from meetings.models import Meeting
from partnership.models import Body
from records.paging import Page, page_of


@dataclass(frozen=True)
class PublishedPage:
    page: Page
    bodies: tuple  # (slug, name, partnership) of those that have published minutes
    body: str  # the slug chosen


def published_page(user, query):
    published = Meeting.objects.visible_to(user).published()
    bodies = Body.objects.filter(records__in=published.values("pk")).order_by("partnership__name", "name")
    rows = published.select_related("body", "partnership")
    if body := query.get("body", ""):
        rows = rows.filter(body__slug=body)
    return PublishedPage(
        page=page_of(rows, "held_on", query, descending=True),
        bodies=tuple(bodies.distinct().values_list("slug", "name", "partnership__name")),
        body=body,
    )
