"""Who works on a review, and its terms of reference."""

from django.http import Http404

from design.addresses import url
from records.forms import posted
from records.pages import asked, one_for, one_or_404
from records.together import gather
from reviews.forms import people as forms
from reviews.models import Appointment, Review
from reviews.reports import people as reports
from reviews.services import people as services
from reviews.services import referrals
from reviews.services import terms as of_terms
from reviews.views.frame import ABOVE, framed, lists_of_steps

WORK, CHANGE = "reviews.work_on_review", "reviews.change_review"
OF_PEOPLE = ("appointments__user__person", "appointments__agency", "appointments__signoff")
FIELDS = ("name", "post", "agency", "advertised_on", "recruited_on", "independence")


def people_show(request, reference):
    review = one_or_404(request, Review, reference, above=ABOVE)
    gather(review, *OF_PEOPLE, "terms", *lists_of_steps(review))
    user = request.user
    context = {
        "works": user.has_perm(WORK, review), "changes": user.has_perm(CHANGE, review),
        "opens": user.has_perm("records.grant_record", review), "parts": lambda: reports.parts_of(review),
        "until": lambda: reports.open_until(review),
    }  # fmt: skip
    return framed(request, "reviews/people.html", review, "people", **context)


def appoint(request, reference, part):
    review = one_for(request, Review, reference, _needed(part))
    return asked(
        request, _form(request, review, part),
        lambda data: services.appoint(review, by=request.user, part=part, **data), record=review,
        back=_people(review), title=f"Add: {part.label.lower()}", submit="Save",
        done="Saved. It opens the review to nobody.",
    )  # fmt: skip


def appointment_change(request, reference, key):
    review, row = _appointment(request, reference, key)
    initial = {name: getattr(row, name) for name in FIELDS} | {"user": row.user and row.user.email}
    return asked(
        request, _form(request, review, row.part, initial),
        lambda data: services.change_appointment(review, key, by=request.user, **data), record=review, row=row,
        back=_people(review), title=f"Change: {row}", submit="Save", done="Saved.",
    )  # fmt: skip


def appointment_open(request, reference, key):
    review = one_for(request, Review, reference, "records.grant_record")
    row = _row(review, key)
    form = forms.OpenForm(posted(request), initial={"reason": f"{row.get_part_display()} of the review"})
    return asked(
        request, form, lambda data: services.open_to_appointed(review, key, by=request.user, **data), record=review,
        back=_people(review), title=f"Open the review to {row}", submit="Open it",
        done="It is open to them. They are told that something waits.",
        text="They see the review and its documents, and nothing else by it. Each reading is noted.",
    )  # fmt: skip


def appointment_end(request, reference, key):
    review, row = _appointment(request, reference, key)
    return asked(
        request, forms.EndForm(posted(request)),
        lambda data: services.end_appointment(review, key, by=request.user, **data), record=review,
        back=_people(review), title=f"Record the last day of {row}", submit="Record it",
        done="Recorded. What was open to them is closed.",
    )  # fmt: skip


def independence_sign(request, reference):
    review = one_for(request, Review, reference, "reviews.sign_independence")
    said = [row.independence for row in review.appointments.all() if row.user_id == request.user.pk]
    initial = {"statement": next(filter(None, said), "")}
    return asked(
        request, forms.IndependenceForm(posted(request), initial=initial),
        lambda data: services.sign_independence(review, by=request.user, **data), record=review,
        back=_people(review), title="Sign your statement of independence", submit="Sign it", done="You have signed.",
        text=f"You put your name to this: {services.STATEMENT}",
    )  # fmt: skip


def review_begin(request, reference):
    review = one_for(request, Review, reference, "reviews.begin_review")
    return asked(
        request, forms.BeginForm(posted(request)),
        lambda data: referrals.begin(review, by=request.user, **data), record=review, title="Begin the review",
        submit="Begin it", done="The review has begun.",
    )  # fmt: skip


def terms_add(request, reference):
    review = one_for(request, Review, reference, WORK)
    before = review.terms.first()
    initial = before and {
        name: getattr(before, name) for name in ("scope_from", "scope_until", "lines", "equality")
    }
    return asked(
        request, forms.TermsForm(posted(request), initial=initial, is_first=before is None),
        lambda data: of_terms.add_terms(review, by=request.user, **data), record=review, back=_people(review),
        title="Write terms of reference", submit="Save as the next version" if before else "Save", done="Saved.",
    )  # fmt: skip


def terms_agree(request, reference, key):
    review, row = _newest_terms(request, reference, key)
    return asked(
        request, forms.AgreeTermsForm(posted(request)),
        lambda data: of_terms.agree_terms(review, key, by=request.user, **data), record=review, back=_people(review),
        title=f"Record that the panel agreed version {row.number}", submit="Record it", done="Recorded.",
    )  # fmt: skip


def terms_share(request, reference, key):
    review, row = _newest_terms(request, reference, key)
    kept = ("shared_on", "comments", "not_shared_because")
    initial = {name: getattr(row, name) for name in kept} if row.shared_on else None
    return asked(
        request, forms.ShareTermsForm(posted(request), initial=initial),
        lambda data: of_terms.share_terms(review, key, by=request.user, **data), record=review, back=_people(review),
        row=row, title=f"Record that the family has version {row.number}, or why not",
        submit="Record it", done="Recorded.",
    )  # fmt: skip


def _needed(part):
    return WORK if part == Appointment.Part.PANEL else CHANGE


def _appointment(request, reference, key):
    review = one_for(request, Review, reference, WORK)
    row = _row(review, key)
    return one_for(request, Review, reference, _needed(row.part)), row


def _row(review, key):
    row = review.appointments.filter(pk=key, ended_on=None).select_related("user__person").first()
    if row is None:
        raise Http404
    return row


def _newest_terms(request, reference, key):
    review = one_for(request, Review, reference, WORK)
    row = review.terms.first()
    if row is None or row.pk != key:
        raise Http404
    return review, row


def _form(request, review, part, initial=None):
    if part == Appointment.Part.PANEL:
        return forms.PanelForm(posted(request), review=review, initial=initial)
    return forms.AppointmentForm(posted(request), initial=initial)


def _people(review):
    return url("reviews:people", review.reference)
