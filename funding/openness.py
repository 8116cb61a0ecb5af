"""Awards as data that others can read: the 360Giving Data Standard 1.4, and the transparency list of a council.

Nothing of a person is published: no contact, and what looks like an address, a telephone number or a postcode is
taken out of the applicants' own words.
"""

import csv
import io
import re

from django.conf import settings

from partnership.models import Area
from records.export import guarded
from records.publication import EMAIL, TELEPHONE

VERSION = "1.4"
LONGEST_TITLE = 140
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b")
TAKEN_OUT = "[removed]"
GEO_TYPES = {  # of the standard's codelist
    Area.Kind.COUNTY: "CTY", Area.Kind.DISTRICT: "NMD", Area.Kind.UNITARY: "UA", Area.Kind.WARD: "WD",
    Area.Kind.FORCE: "PFA", Area.Kind.REGION: "RGN/GOR",
}  # fmt: skip


def without_personal(text):
    for pattern in (EMAIL, TELEPHONE, POSTCODE):
        text = pattern.sub(TAKEN_OUT, text)
    return text


def grant_of(bid, *, paid, url):
    """One award as the standard's JSON has it. ``paid`` is in pounds, less what came back."""
    prefix, holder = settings.GIVING_PREFIX, holder_of(bid)
    fund = bid.fund_year.fund
    grant = {
        "id": f"{prefix}-{bid.reference}",
        "title": _short(without_personal(bid.title)),
        "description": without_personal(bid.summary) or without_personal(bid.title),
        "currency": "GBP",
        "amountAppliedFor": _pounds(bid.requested),
        "amountAwarded": _pounds(bid.awarded),
        "amountDisbursed": _pounds(paid),
        "awardDate": bid.awarded_on.isoformat(),
        "plannedDates": [_dates(bid)],
        "recipientOrganization": [organisation(bid.agency)],
        "fundingOrganization": [organisation(holder)],
        "grantProgramme": [{"code": fund.reference, "title": fund.title}],
        "fromOpenCall": "Yes" if bid.call.for_groups and bid.call.for_members else "No",
        "dateModified": bid.updated_at.isoformat(timespec="seconds"),
        "dataSource": url,
    }
    places = [_place(area) for area in bid.areas.all()]
    return {**grant, "beneficiaryLocation": places} if places else grant


def holder_of(bid):
    """Who held the money on the day of the award: a partnership is no body that can give a grant."""
    holdings = [row for row in bid.fund_year.fund.holdings.all() if row.holds_on(bid.awarded_on)]
    return holdings[0].holder if holdings else bid.fund_year.fund.funder


def organisation(agency):
    """Its identifier, or one of the publisher's own where it has none."""
    found = {"id": agency.org_id or f"{settings.GIVING_PREFIX}-org-{agency.pk}", "name": agency.name}
    for scheme, field in (("GB-CHC-", "charityNumber"), ("GB-COH-", "companyNumber")):
        if agency.org_id.startswith(scheme):
            found[field] = agency.org_id.removeprefix(scheme)
    return found


def _dates(bid):
    months = (bid.ends_on.year - bid.starts_on.year) * 12 + bid.ends_on.month - bid.starts_on.month + 1
    return {"startDate": bid.starts_on.isoformat(), "endDate": bid.ends_on.isoformat(), "duration": months}


def _place(area):
    place = {"name": area.name, "countryCode": "GB"}
    if area.code and area.kind in GEO_TYPES:
        place |= {"geoCode": area.code, "geoCodeType": GEO_TYPES[area.kind]}
    return place


def _short(title):
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1].rstrip()}…"


def _pounds(amount):
    """A plain number, whole where it is."""
    if amount is None:
        return 0
    return int(amount) if amount == int(amount) else float(amount)


def package(grants):
    return {"version": VERSION, "grants": grants}


FLAT = (  # title of the column, and how the standard's JSON says it
    ("Identifier", ("id",)), ("Title", ("title",)), ("Description", ("description",)), ("Currency", ("currency",)),
    ("Amount Applied For", ("amountAppliedFor",)), ("Amount Awarded", ("amountAwarded",)),
    ("Amount Disbursed", ("amountDisbursed",)), ("Award Date", ("awardDate",)),
    ("Planned Dates:Start Date", ("plannedDates", 0, "startDate")),
    ("Planned Dates:End Date", ("plannedDates", 0, "endDate")),
    ("Planned Dates:Duration (months)", ("plannedDates", 0, "duration")),
    ("Recipient Org:Identifier", ("recipientOrganization", 0, "id")),
    ("Recipient Org:Name", ("recipientOrganization", 0, "name")),
    ("Recipient Org:Charity Number", ("recipientOrganization", 0, "charityNumber")),
    ("Recipient Org:Company Number", ("recipientOrganization", 0, "companyNumber")),
    ("Beneficiary Location:Name", ("beneficiaryLocation", 0, "name")),
    ("Beneficiary Location:Country Code", ("beneficiaryLocation", 0, "countryCode")),
    ("Beneficiary Location:Geographic Code", ("beneficiaryLocation", 0, "geoCode")),
    ("Beneficiary Location:Geographic Code Type", ("beneficiaryLocation", 0, "geoCodeType")),
    ("Funding Org:Identifier", ("fundingOrganization", 0, "id")),
    ("Funding Org:Name", ("fundingOrganization", 0, "name")),
    ("Grant Programme:Code", ("grantProgramme", 0, "code")), ("Grant Programme:Title", ("grantProgramme", 0, "title")),
    ("From An Open Call?", ("fromOpenCall",)), ("Last Modified", ("dateModified",)), ("Data Source", ("dataSource",)),
)  # fmt: skip


def as_csv(grants):
    """The standard's spreadsheet form, with its column titles. Cells that a spreadsheet would run are guarded."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow([title for title, _ in FLAT])
    writer.writerows([[guarded(_at(grant, way)) for _, way in FLAT] for grant in grants])
    return file.getvalue()


def _at(found, way):
    for step in way:
        try:
            found = found[step]
        except (KeyError, IndexError):
            return ""
    return found
