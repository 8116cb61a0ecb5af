"""The notes of contact with the family: each opening is noted, and no browser keeps them (S001-47)."""

from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache

from design.addresses import url
from records.forms import PersonForm, ReasonForm, posted
from records.pages import asked, one_for
from records.together import gather
from reviews.forms.family import NoteForm
from reviews.models import FamilyNote, Review
from reviews.services import family as services
from reviews.views.frame import ABOVE, framed, lists_of_steps

FIELDS = ("contact_on", "whom", "how", "note")


@never_cache
def family(request, reference):
    review = one_for(request, Review, reference, services.READ, above=ABOVE)
    services.note_opening(review, by=request.user)
    gather(review, "note_readers__user__person", *lists_of_steps(review))
    notes = (
        FamilyNote.objects.visible_to(request.user).filter(review=review).select_related("made_by__person")
    )
    names = request.user.has_perm(services.NAME, review)
    context = {"notes": list(notes), "names": names, "me": request.user.pk}
    return framed(request, "reviews/family.html", review, "family", **context)


def note_add(request, reference):
    review = one_for(request, Review, reference, services.READ)
    return asked(
        request, NoteForm(posted(request)), lambda data: services.add_note(review, by=request.user, **data),
        record=review, back=_family(review), title="Note a contact with the family",
        submit="Keep it", done="It is kept.",
    )  # fmt: skip


@never_cache
def note_change(request, reference, key):
    review = one_for(request, Review, reference, services.READ)
    mine = FamilyNote.objects.visible_to(request.user).filter(review=review, made_by=request.user)
    row = get_object_or_404(mine, pk=key)
    initial = {name: getattr(row, name) for name in FIELDS}
    return asked(
        request, NoteForm(posted(request), initial=initial),
        lambda data: services.change_note(review, key, by=request.user, **data), record=review, back=_family(review),
        title="Change your note", submit="Save", done="Saved.",
    )  # fmt: skip


def reader_name(request, reference):
    review = one_for(request, Review, reference, services.NAME)
    return asked(
        request, PersonForm(posted(request)), lambda data: services.name_reader(review, by=request.user, **data),
        record=review, back=_family(review), title="Let somebody read these notes", submit="Name them",
        done="They read the notes now.", text="The review has to be open to them already.",
    )  # fmt: skip


def reader_remove(request, reference, key):
    review = one_for(request, Review, reference, services.NAME)
    row = get_object_or_404(review.note_readers.select_related("user__person"), pk=key)
    return asked(
        request, ReasonForm(posted(request)),
        lambda data: services.remove_reader(review, key, by=request.user, **data), record=review, back=_family(review),
        title=f"Let {row} read these notes no more", submit="Take them off", done="They read the notes no more.",
    )  # fmt: skip


def _family(review):
    return url("reviews:family", review.reference)
