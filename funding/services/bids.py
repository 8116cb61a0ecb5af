"""Writing a bid: begun, filled in page by page, carried over to the next round."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from audit.clock import now
from audit.services import log, plain
from audit.text import digest_of
from funding.areas import partnerships_of
from funding.lifecycle.bids import Status
from funding.lifecycle.sections import COLUMNS, HELD
from funding.missing import not_for, why_not_now
from funding.models import Bid, BidOutput, BidTarget, LaterYear, Objective, OtherFunding
from records.asking import refusal, require
from records.lifecycle import MoveRefused, locked
from records.models import Link, Record
from records.services import ChangedMeanwhile, create_record, join, refuse_a_second
from records.writing import alter, keep, set_parts

PARTS = {"targets": BidTarget, "outputs": BidOutput, "later_years": LaterYear, "other_funding": OtherFunding}
VERSION = 40  # characters of a digest that tell two versions of a page apart
LOCKED = (
    "The bid is “{status}” now, so it is locked and nothing of this page was saved. Keep a copy of what you wrote. "
    "Those who run the call can return the bid to you to be mended."
)
AGAIN = frozenset({Status.REFUSED, Status.DEFERRED, Status.WITHDRAWN})  # may be made again in a later round


@transaction.atomic
def start_bid(call, agency, title, *, by, fields=None, areas=(), once=False):
    """Begin a bid. It is known to its applicant alone until it is submitted.

    ``fields`` are what is known of it already, such as from a problem record. ``once``: a form asks, and may be sent
    again; so too where other records are added.
    """
    bid = _draft(call, agency, title, **(fields or {}))
    require(by, "funding.add_bid", bid)
    if reasons := [*_closed(call), *not_for(call, agency)]:
        raise MoveRefused(*reasons)
    if once:
        refuse_a_second(Bid.objects.visible_to(by).filter(call=call, agency=agency, title=bid.title), by=by)
    create_record(bid, by=by)
    if areas:
        _set_areas(bid, areas, by=by)
    return bid


def begin_draft(call, agency, title, *, by):
    """For an applicant, by those who run the call: `receiving.allow_late` says who may."""
    return create_record(_draft(call, agency, title), by=by)


def _draft(call, agency, title, **fields):
    bid = Bid(
        call=call, agency=agency, partnership_id=call.partnership_id, body_id=call.body_id, title=title.strip(),
        audience=Record.Audience.AGENCY, applicant_kind=_kind(agency), **fields,
    )  # fmt: skip
    offers = list(call.offers.all()[:2])
    if bid.fund_year_id is None and len(offers) == 1:
        bid.fund_year_id = offers[0].fund_year_id
    return bid


def _closed(call):
    """A bid may be begun before the call opens, and never once it has closed."""
    at = now()
    waits = call.opens_at is not None and at < call.opens_at and call.status == call.Status.OPEN
    if not call.takes_bids(at) and not waits:
        yield why_not_now(call, at)


def _kind(agency, with_partners=False):
    if with_partners:
        return Bid.Applicant.CONSORTIUM
    return Bid.Applicant.GROUP if agency.sector == "vcs" else Bid.Applicant.MEMBER


def set_kind(bid, *, by):
    """Several agencies are a consortium; one that is left alone bids as what it is (S002-82)."""
    alter(bid, {"applicant_kind": _kind(bid.agency, bid.partners.exists())}, by=by, reason="Partners")


def held_to_write(bid, *, by):
    """The bid's row, locked, if it may be written now by this person."""
    bid = locked(bid)
    if bid.applicants & by.places.agencies and not bid.is_writable:
        raise MoveRefused(LOCKED.format(status=bid.get_status_display()))
    require(by, "funding.change_bid", bid)
    return bid


@transaction.atomic
def write_section(bid, section, fields, *, by, parts=None, many=None, version=None):
    """Save one page of the form. Any of it may be empty: what is missing is said when the bid is submitted.

    ``parts`` are the values of the rows by relation (`COLUMNS`), ``many`` rows of relations to many.
    """
    bid = held_to_write(bid, by=by)
    if version is not None and version != version_of_section(bid, section):
        raise ChangedMeanwhile(bid)
    if reasons := list(_refusals(bid, fields, many or {})):
        raise MoveRefused(*reasons)
    changed = [_write(bid, name, rows, by) for name, rows in (parts or {}).items()]
    many = dict(many or {})
    if "areas" in many:
        many["partnerships"] = partnerships_of(many["areas"])
    return alter(bid, fields, by=by, parts=filter(None, changed), many=many, reason=section.label)


def _refusals(bid, fields, many):
    """What only a post made by hand would hold: a fund that is not the call's, another fund's objective."""
    fund_year = fields.get("fund_year", bid.fund_year)
    offered = {row.fund_year_id for row in bid.call.offers.all()}
    if fields.get("fund_year") and fund_year.pk not in offered:
        yield "This call gives no money from that fund. Choose one that it offers."
    of_others = [
        row for row in many.get("objectives", ()) if not fund_year or row.fund_id != fund_year.fund_id
    ]
    for row in of_others:
        yield f"“{row}” is no objective of the fund that you chose. Choose among the fund's own."


def _write(bid, name, rows, by):
    """(name, words before, words after) if it changed."""
    model, columns = PARTS[name], COLUMNS[name]
    there = list(model.objects.filter(bid=bid))
    before = _words(there, columns)

    def key(row):
        return tuple(getattr(row, column) for column in columns)

    wanted = [model(bid=bid, **row) for row in rows]
    if set_parts(there, wanted, by=by, key=key, reason="Written", fields=columns):
        return name, before, _words(model.objects.filter(bid=bid), columns)
    return None


def _words(rows, columns):
    return "; ".join(", ".join(str(getattr(row, name) or "") for name in columns) for row in rows)


def _set_areas(bid, areas, *, by):
    alter(bid, {}, by=by, many={"areas": areas, "partnerships": partnerships_of(areas)}, reason="Areas")


def version_of_section(bid, section):
    """What a page's form carries, to tell whether somebody else has saved the same page since.

    Two who write on different pages do not disturb each other.
    """
    held = HELD[section]
    content = {name: str(getattr(bid, name) or "") for name in held.columns}
    for name in held.parts:
        content[name] = [[str(getattr(row, c)) for c in COLUMNS[name]] for row in getattr(bid, name).all()]
    for name in held.many:
        content[name] = sorted(row.pk for row in getattr(bid, name).all())
    return digest_of(plain(content))[:VERSION]


@transaction.atomic
def carry_bid(bid, call, *, by):
    """A new draft in a later round with the same answers; what came of the former stays as it is."""
    bid = locked(bid)
    require(by, "funding.withdraw_bid", bid)
    if reasons := list(_not_carried(bid, call)):
        raise MoveRefused(*reasons)
    offered = {row.fund_year.fund_id: row.fund_year for row in call.offers.select_related("fund_year")}
    fund_year = offered.get(bid.fund_year.fund_id) if bid.fund_year_id else None
    columns = {name for held in HELD.values() for name in held.columns} - {"title", "fund_year"}
    fields = {name: getattr(bid, name) for name in columns}
    new = start_bid(call, bid.agency, bid.title, by=by,
                    fields={**fields, "fund_year": fund_year, "carried_from": bid})  # fmt: skip
    for name, model in PARTS.items():
        for row in getattr(bid, name).all():
            keep(model(bid=new, **{column: getattr(row, column) for column in COLUMNS[name]}), by=by)
    same_fund = Objective.objects.filter(
        bids=bid, fund=fund_year.fund_id if fund_year else None, is_offered=True
    )
    areas = list(bid.areas.all())
    many = {"objectives": same_fund, "areas": areas, "partnerships": partnerships_of(areas)}
    alter(new, {}, by=by, many=many, reason=f"Carried from {bid.reference}")
    join(new, bid, Link.Kind.ARISES_FROM, by=by, note="Bid again in a later round")
    log(bid, "carry to the next round", by=by, changes={"to": new.reference})
    return new


def _not_carried(bid, call):
    if bid.status not in AGAIN:
        yield "Only a bid that was refused, deferred or withdrawn is made again."
    if bid.call_id == call.pk and bid.status != Status.WITHDRAWN:
        yield "This is the call in which the bid was made. Choose a later one."
    again = bid.carried_to.exclude(status=Status.WITHDRAWN).filter(call=call).first()
    if again:
        yield f"It was carried to this call already, as {again.reference}."


def refuse_stranger(bid, user):
    """For pages of the form: whoever knows of the bid and is no applicant is told why not."""
    if not bid.applicants & user.places.agencies:
        raise PermissionDenied(refusal("funding.change_bid"))
