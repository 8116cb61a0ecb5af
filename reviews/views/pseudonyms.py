"""A pseudonym put where the check of the chronology found a name, and what is so proposed to an agency."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from design.addresses import url
from design.filters import plural
from records.forms import ReasonForm, accepted, posted
from records.pages import asked, one_for
from reviews.forms.reports import PseudonymForm
from reviews.models import ChronologyPart, Find, Review, Rewording
from reviews.services import pseudonyms as services
from reviews.services.checking import CHECK
from reviews.views.frame import ABOVE
from reviews.views.parts_of_agencies import ASKED

MOST = 40  # shown before and after


@never_cache
def find_pseudonym(request, reference, key):
    """Before and after, of this entry or of every one; changed at once, or proposed to the agency that wrote it."""
    review = one_for(request, Review, reference, CHECK, above=ABOVE)
    find = get_object_or_404(
        Find.objects.filter(check_run__review=review.pk).select_related("check_run"), pk=key
    )
    if not find.entry_id or not find.stands_for:
        raise Http404
    find.check_run.review = review
    changes = list(services.changes_of(review, find, whole=True))
    form, done = PseudonymForm(
        posted(request), many=len(changes), words=services.words_of(changes), pseudonym=find.stands_for
    ), []  # fmt: skip
    back = url("reviews:check", reference, find.check_run_id)

    def do(data):
        whole = data["which"] == "all"
        done.extend(
            services.put_pseudonym(review, find, by=request.user, whole=whole, instead=form.instead())
        )

    if accepted(form, do):
        messages.success(request, _done(*done))
        return redirect(back)
    context = {
        "record": review, "find": find, "form": form, "changes": changes[:MOST], "more": max(0, len(changes) - MOST),
        "cancel": back, "gone": services.GONE,
    }  # fmt: skip
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "reviews/pseudonym.html", context, status=status)


def _done(changed, proposed):
    said = []
    if changed:
        said.append(f"The pseudonym is put in {plural(changed, 'entry', 'entries')}.")
    if proposed:
        said.append(f"It is proposed for {plural(proposed, 'entry', 'entries')} to the agency that wrote it.")
    return " ".join([*said, "Check the chronology again before anything leaves."])


def part_reword(request, reference, key):
    part, row = _proposed(request, reference, key)
    form = ReasonForm(posted(request))
    del form.fields["reason"]
    said = services.put_in(services.said_in(row.entry), row.put) if row else ""
    return asked(
        request, form, lambda _: services.take(part, key, by=request.user), record=part, title="Put the pseudonym in",
        submit="Put it in", done="The pseudonym is put in.", cancel=part.get_absolute_url(),
        text=f"Your entry will say: {said}" if row else services.ANSWERED,
    )  # fmt: skip


def part_leave(request, reference, key):
    part, row = _proposed(request, reference, key)
    return asked(
        request, ReasonForm(posted(request)), lambda data: services.leave(part, key, by=request.user, **data),
        record=part, title="Leave it as it is", submit="Leave it", done="It stays. Those who asked are shown why.",
        text=services.said_in(row.entry) if row else services.ANSWERED,
    )  # fmt: skip


def _proposed(request, reference, key):
    """Nothing of it once it was answered: another window may still show the form, and is told so."""
    part = one_for(request, ChronologyPart, reference, services.REWORD, above=ASKED)
    return part, Rewording.objects.filter(entry__part=part.pk, left_at=None, pk=key).select_related(
        "entry"
    ).first()
