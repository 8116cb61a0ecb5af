"""Files that an agency attaches to what it was asked: the agency's until it shares its answer."""

from django.db import transaction
from django.db.models import Exists, OuterRef

from documents.models import Document, Version
from documents.services import add_document, copy_to
from records.access import end_grant
from records.asking import require
from records.models import UserGrant
from reviews.services import scoping

ASKED = ("reviews.return", "reviews.actionline")


@transaction.atomic
def attach(found, *, by, title, file):
    require(by, "reviews.answer_return", found)
    return add_document(found, title=title, file=file, by=by)


@transaction.atomic
def share(found, *, by):
    """With the answer, its files: a copy of each stands under the review. Shared before, it is not copied again."""
    found = scoping.share(found, by=by)
    review = found.of_review
    there = Version.objects.filter(document__attached_to=review.pk).values("sha256")
    for document in (
        Document.objects.filter(attached_to=found.pk).exclude(versions__sha256__in=there).order_by("pk")
    ):
        copy_to(document, review, title=f"{found.agency}: {document.title}", by=by)
    return found


def close_left():
    """Whoever was asked no longer, or owns the action no longer, opens its files no longer either."""
    above = UserGrant.objects.filter(
        content_object=OuterRef("content_object__document__attached_to"), user=OuterRef("user")
    )
    left = UserGrant.objects.filter(content_object__document__attached_to__kind__in=ASKED).exclude(
        Exists(above)
    )
    for grant in left.select_related("content_object", "user"):
        end_grant(
            grant.content_object, grant.user, by=None, reason="What it was attached to is closed to them"
        )
