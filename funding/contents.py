"""What is signed: by the applicant the bid and the agreement, by each scorer their own form."""

WRITTEN = (
    "reference", "title", "applicant_kind", "expression", "summary", "target_side", "gap", "need", "monitoring",
    "later_none", "other_none", "amount_capital", "amount_running", "starts_on", "ends_on", "components",
    "contact_name",
)  # fmt: skip


def bid_of(bid):
    """The project description as it was submitted."""
    return {
        **_fields(bid, WRITTEN),
        "applicant": str(bid.agency),
        "partners": [[str(row.agency), row.part] for row in bid.partners.all()],
        "fund": str(bid.fund_year or ""),
        "objectives": [str(row) for row in bid.objectives.order_by("position", "pk")],
        "areas": sorted(str(row) for row in bid.areas.all()),
        "targets": [[row.text, row.how] for row in bid.targets.all()],
        "outputs": [[row.what, row.target, row.baseline] for row in bid.outputs.all()],
        "later years": [[row.year, row.amount, row.source] for row in bid.later_years.all()],
        "other funding": [[row.source, row.amount, row.state] for row in bid.other_funding.all()],
    }


def form_of(bid, signoff):
    """The form that the signature is of, as it stands: of one bid there are as many as scorers."""
    form = bid._meta.apps.get_model("funding", "ScoringForm").objects.get(signoff=signoff)
    return content_of_form(form)


def forms_signed(user):
    """Keys of the signatures under forms that this person may read: scoring is blind, and never the applicants'."""
    from funding.models import ScoringForm  # noqa: PLC0415 -- models know what is signed

    return ScoringForm.objects.visible_to(user).filter(signoff__isnull=False).values("signoff")


def content_of_form(form):
    """The paper form: each row with what was circled, its points and comment, and the recommendation (form B3)."""
    return {
        "bid": form.assignment.bid.reference,
        "scheme": str(form.assignment.bid.call.scheme),
        "version": form.version,
        "rows": [
            [row.criterion.number, row.criterion.question, row.label, row.points, row.comment]
            for row in form.scores.select_related("criterion").order_by("criterion__number")
        ],
        **_fields(form, ("total", "recommended", "condition", "condition_on", "dated_on")),
    }


def agreement_of(bid):
    """The terms of the award: how much, from what, in which parts, on which conditions."""
    return {
        "reference": bid.reference,
        "title": bid.title,
        "amount": bid.awarded,
        "fund": str(bid.fund_year or ""),
        "starts_on": bid.starts_on,
        "ends_on": bid.ends_on,
        "conditions": [row.text for row in bid.conditions.all()],
        "instalments": [
            [row.number, row.amount, row.due_on, row.in_advance] for row in bid.instalments.all()
        ],
        "outputs": [[row.what, row.target] for row in bid.outputs.all()],
    }


def _fields(record, names):
    return {name: getattr(record, name) for name in names}
