"""The key to a review's pseudonyms. It is shown once, on the page that answers the reason, and kept by no browser."""

from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache

from design.addresses import url
from records.forms import ReasonForm, accepted, posted
from records.pages import asked, one_for
from reviews.forms.scoping import EntryForm
from reviews.models import Review
from reviews.services import sealed as services
from reviews.views.frame import ABOVE, framed

OPEN = "reviews.open_key"


@never_cache
def key_show(request, reference):
    review = one_for(request, Review, reference, OPEN, above=ABOVE)
    form, opened = ReasonForm(posted(request)), []
    done = accepted(form, lambda data: opened.extend(services.open_key(review, by=request.user, **data)))
    sought = review.sought.all() if done else ()
    context = {"form": form, "entries": opened, "opened": done, "sought": sought}
    answer = framed(request, "reviews/key.html", review, "key", **context)
    answer.status_code = 422 if form.is_bound and not done else 200
    return answer


def key_add(request, reference):
    review = one_for(request, Review, reference, OPEN)
    return asked(
        request, EntryForm(posted(request)), lambda data: services.add_entry(review, by=request.user, **data),
        record=review, back=_key(review), title="Add to the key", submit="Add it",
        done="It is in the key.", text="Read by nobody but those who open the key with a reason.",
    )  # fmt: skip


def key_remove(request, reference, key):
    review = one_for(request, Review, reference, OPEN)
    entry = get_object_or_404(review.key.only("pseudonym"), pk=key)
    return asked(
        request, ReasonForm(posted(request)),
        lambda data: services.remove_entry(review, key, by=request.user, **data), record=review, back=_key(review),
        title=f"Remove “{entry}” from the key", submit="Remove it", done="It is removed.",
    )  # fmt: skip


def _key(review):
    return url("reviews:key", review.reference)
