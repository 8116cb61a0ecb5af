"""The list of bids: what a person may see, filtered, in pages that cost the same at any depth."""

from audit.clock import local_day
from design.pages import Column
from funding.lifecycle.bids import Status
from funding.models import Bid
from records.export import pounds

COLUMNS = (
    Column("Bid", "title"), Column("Applicant"), Column("Fund"), Column("Asked for", numeric=True), Column("Status"),
    Column("Changed", "changed"),
)  # fmt: skip
SORTS = {"title": "title", "changed": "updated_at", "submitted": "submitted_at"}
HEADINGS = (
    "Reference", "Bid", "Call", "Fund", "Year", "Status", "Lead applicant", "Kind of applicant", "Capital",
    "Running costs", "Starts", "Ends", "Submitted", "Awarded", "Awarded on",
)  # fmt: skip
SHOWN = (
    "reference", "kind", "title", "status", "updated_at", "submitted_at", "applicant_kind", "amount_capital",
    "amount_running", "agency__name", "fund_year__year", "fund_year__fund__short_name",
)  # fmt: skip


def bids_for(user, chosen):
    """As chosen in `funding.forms.lists.BidFilter`."""
    rows = Bid.objects.visible_to(user)
    if chosen["call"]:
        rows = rows.filter(call=chosen["call"])
    if chosen["fund"]:
        rows = rows.filter(fund_year__fund=chosen["fund"])
    if chosen["status"] in Status.values:
        rows = rows.filter(status=chosen["status"])
    if chosen["applicant"] in Bid.Applicant.values:
        rows = rows.filter(applicant_kind=chosen["applicant"])
    return rows


def listed(rows):
    return rows.select_related("agency", "fund_year__fund").only(*SHOWN)


def downloaded(rows):
    return rows.select_related("agency", "call", "fund_year__fund")


def line(bid):
    """A line of the downloaded list (`HEADINGS`)."""
    year = bid.fund_year
    return (
        bid.reference, bid.title, bid.call.title, year.fund.short_name if year else "", year.year_name if year else "",
        bid.get_status_display(), str(bid.agency), bid.get_applicant_kind_display(), pounds(bid.amount_capital),
        pounds(bid.amount_running), bid.starts_on, bid.ends_on, local_day(bid.submitted_at),
        pounds(bid.awarded), bid.awarded_on,
    )  # fmt: skip
