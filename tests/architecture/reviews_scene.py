"""The rows of the reviews room with which its addresses are asked. Nobody of the table is named on any of them."""

from reviews.models import Find
from reviews.services import checking, deciding, printing, reports, sealed
from tests.factories import reviews as make

OF_REVIEW = (
    "review change scoping ask decide extend hold_add tell learning learn key key_add readings"
).split()
OF_RETURN = ("return", "answer", "share")
OF_CHRONOLOGY = "chronology findings gap entry_add chronology_import parts part_ask".split()
OF_REPORT = "reports report_begin files checks check_file terms_add".split()
OF_PART = ("part", "part_add", "part_import", "part_share")


def arguments(county):
    """``{"reviews:review": {"": {"reference": …}}}``"""
    keeper = make.coordinator(county, "keeper")
    review = make.scoped(county, keeper)
    found = make.asked(county, review, keeper, county.health_lead, county.health)
    hold = deciding.add_hold(
        review, by=keeper, what="Criminal trial", started_on=found.asked_on, ended_on=None, note=""
    )
    point = deciding.add_learning(review, by=keeper, text="Ask routinely.")
    entry = sealed.add_entry(review, by=keeper, pseudonym="Willow", identity="Invented Name")
    one = {"reference": review.reference}
    rows = {name: {"named": one} for name in OF_REVIEW}
    rows |= {name: {"named": {"reference": found.reference}} for name in OF_RETURN}
    rows |= {name: {"named": one | {"key": found.pk}} for name in ("ask_again", "withdraw")}
    rows |= {
        "hold_end": {"named": one | {"key": hold.pk}},
        "advance": {"named": one | {"key": point.pk}},
        "key_remove": {"named": one | {"key": entry.pk}},
        "move": {"scope named": one | {"action": "scope"}},
    }
    rows |= _chronology(county, keeper, review, one) | _report(keeper, review, one)
    return {f"reviews:{name}": given for name, given in rows.items()} | {
        "waiting": {"named": one},
        "records:let_in": {"named": one | {"key": county.guest.pk}},
    }


def _chronology(county, keeper, review, one):
    part = make.part(county, review, keeper, county.health_lead, county.health)
    ours = make.entry(county, review, keeper, county.police)
    theirs = make.entry(county, part, county.health_lead)
    marked = make.disagreement(county, review, keeper, ours)
    its = {"reference": part.reference}
    rows = {name: {"named": one} for name in OF_CHRONOLOGY} | {name: {"named": its} for name in OF_PART}
    rows |= {name: {"named": its | {"key": theirs.pk}} for name in ("part_change", "part_remove")}
    rows |= {name: {"named": one | {"key": ours.pk}} for name in ("entry_change", "entry_remove", "disagree")}
    rows |= {name: {"named": one | {"key": part.pk}} for name in ("part_again", "part_withdraw")}
    return rows | {"settle": {"named": one | {"key": marked.pk}}}


def _report(keeper, review, one):
    """A report with a comment, a version and a file; a check of it, and a find."""
    report = make.report(review, keeper)
    section, user = report.sections.first(), make.fresh(keeper)
    comment = reports.comment(section, by=user, text="Say who was asked.")
    reports.keep_version(report, by=user, note="To the panel")
    file = printing.ask_print(report, "draft", by=user)
    check = checking.ask_check(review, by=user, reason="Before it goes", report=report)
    find = Find.objects.create(check_run=check, place="Introduction", words="Invented Name", print_of="0")
    rows = {name: {"named": one} for name in OF_REPORT}
    of = {
        report: ("report_read", "report_change", "version_list", "version_keep", "check_report"),
        section: ("section_write", "comment_add", "comment_family"), comment: ("comment_answer",),
        file: ("file",), check: ("check", "leave"), find: ("find_clear",),
    }  # fmt: skip
    rows |= {name: {"named": one | {"key": row.pk}} for row, names in of.items() for name in names}
    rows |= {
        "version_show": {"named": one | {"key": report.pk, "number": 1}},
        "file_ask": {"named": one | {"kind": "overview-draft"}},
        "outline_change": {"": {"kind": "overview"}},
    }
    return rows
