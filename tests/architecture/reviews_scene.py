"""The rows of the reviews room with which its addresses are asked. Nobody of the table is named on any of them."""

from audit.clock import now
from reviews.models import AnonymityCheck, Find, Rewording
from reviews.services import (
    checking,
    deciding,
    family,
    keeping,
    notified,
    people,
    printing,
    reports,
    sealed,
)
from tests.factories import ledger
from tests.factories import reviews as make

OF_REVIEW = (
    "review change scoping ask decide hold_add tell learning learn key key_add readings"
    " people sign begin terms_add agencies ask_for_review"
    " family note_add reader_name submission agree submit panel_day feedback_add"
    " publication published withheld copy_add statement_add statement_none close assure"
).split()
OF_MANAGEMENT = "management write finish_draft hand_back sign_and_send query accept share_with_panel".split()
OF_RETURN = ("return", "answer", "share")
OF_CHRONOLOGY = "chronology findings gap entry_add chronology_import parts part_ask".split()
OF_REPORT = "reports report_begin files checks check_file check_chronology sought_add".split()
OF_PART = ("part", "part_add", "part_import", "part_share")


def arguments(county):
    """``{"reviews:review": {"": {"reference": …}}}``"""
    keeper = make.coordinator(county, "keeper")
    review = make.scoped(county, keeper, title="Alder")
    found = make.asked(county, review, keeper, county.health_lead, county.health)
    hold = deciding.add_hold(
        review, by=keeper, what="Criminal trial", started_on=found.asked_on, ended_on=None, note=""
    )
    point = deciding.add_learning(review, by=keeper, text="Ask routinely.")
    entry = sealed.add_entry(review, by=keeper, pseudonym="Willow", identity="Invented Name")
    begun = make.begun(county, keeper, user=make.guest(county))
    own = make.asked_for_review(county, begun, keeper, county.health_lead, county.health)
    row = people.appoint(review, by=keeper, part="chair", **make.appointing())
    terms = make.agreed_terms(review, keeper)
    one = {"reference": review.reference}
    rows = {name: {"named": one} for name in OF_REVIEW}
    rows |= {name: {"named": {"reference": found.reference}} for name in OF_RETURN}
    rows |= {name: {"named": one | {"key": found.pk}} for name in ("ask_again", "ask_another", "withdraw")}
    rows |= {name: {"named": {"reference": own.reference}} for name in OF_MANAGEMENT}
    of_own = {"reference": begun.reference, "key": own.pk}
    rows |= {name: {"named": of_own} for name in ("withdraw_review", "another_author")}
    statement = make.stated(begun, keeper)
    of_statement = {"reference": statement.reference}
    rows |= {name: {"named": of_statement} for name in ("statement", "statement_write", "statement_owner")}
    rows |= {"statement_move": {"clear named": of_statement | {"action": "clear"}}}
    rows |= {f"appointment_{name}": {"named": one | {"key": row.pk}} for name in ("change", "open", "end")}
    note = family.add_note(review, by=keeper, **make.said_by_family())
    reader = family.name_reader(review, by=keeper, person=keeper, reason="Writes to the family")
    rows |= {
        "note_change": {"named": one | {"key": note.pk}},
        "reader_remove": {"named": one | {"key": reader.pk}},
    }
    rows |= {f"terms_{name}": {"named": one | {"key": terms.pk}} for name in ("agree", "share")}
    rows |= {
        "hold_end": {"named": one | {"key": hold.pk}},
        "advance": {"named": one | {"key": point.pk}},
        "key_remove": {"named": one | {"key": entry.pk}},
        "appoint": {"chair named": one | {"part": "chair"}},
        "extend": {"decision named": one | {"clock": "decision"}},
        "point_answer": {"named": one | {"key": 1}},
        "move": {"scope named": one | {"action": "scope"}},
    }
    rows |= _chronology(county, keeper, review, one) | _report(keeper, review, one)
    rows |= of_ledger(county, review, keeper)
    return {f"reviews:{name}": given for name, given in rows.items()} | {
        "waiting": {"of the health lead": {"token": county.health_lead.notices.first().token}},
        "press_statement": {"named": of_statement},
        "records:let_in": {"named": one | {"key": county.guest.pk}},
    }


OF_RECOMMENDATION = ("recommendation_change", "send_on", "note_answer", "give_out", "serve")
KEPT = ("line_kept", "line_change", "line_complete", "line_silence", "line_assure")


def of_ledger(county, review, keeper):
    recommended = ledger.recommended(review, keeper)
    line = ledger.given(county, recommended, keeper, agency=county.health, contact=county.health_lead)
    one = {"reference": review.reference}
    rows = {name: {"named": one} for name in ("ledger", "recommend")}
    rows |= {name: {"named": one | {"key": recommended.pk}} for name in OF_RECOMMENDATION}
    rows |= {name: {"named": one | {"key": line.pk}} for name in KEPT}
    rows["line_move"] = {"withdraw named": one | {"key": line.pk, "action": "withdraw"}}
    rows |= {name: {"named": one} for name in ("course", "pack")}
    point = deciding.add_learning(review, by=keeper, text="Ask again.")
    rows |= {name: {"named": one | {"key": point.pk}} for name in ("lesson_publish", "lesson_withdraw")}
    rows |= of_keeping(county, review, keeper)
    own = ("line", "line_report", "line_start", "line_attach", "line_done")
    return (
        rows
        | {name: {"named": {"reference": line.reference}} for name in own}
        | {"attach": {"named": {"reference": review.returns.get().reference}}}
    )


def of_keeping(county, review, keeper):
    one = {"reference": review.reference}
    hold = keeping.place_hold(review, by=keeper, reason="A claim is expected", placed_on=review.known_on)
    rows = {name: {"named": one} for name in ("keeping", "hold_place", "destroy", "bundle_ask", "hand")}
    rows |= {"hold_lift": {"named": one | {"key": hold.pk}}}
    rows |= {
        name: {"named": one | {"key": 1}} for name in ("destroy_confirm", "destroy_drop", "bundle_download")
    }
    told = {
        "agency": county.police, "known_on": review.known_on, "circumstances": "A death at home.", "residence": "",
    }  # fmt: skip
    sent = notified.report_death(county.here, by=make.fresh(county.partner), **told)
    return rows | {"take_report": {"sent": {"receipt": sent.receipt}}}


def _chronology(county, keeper, review, one):
    part = make.part(county, review, keeper, county.health_lead, county.health)
    ours = make.entry(county, review, keeper, county.police)
    theirs = make.entry(county, part, county.health_lead)
    marked = make.disagreement(county, review, keeper, ours)
    its = {"reference": part.reference}
    rows = {name: {"named": one} for name in OF_CHRONOLOGY} | {name: {"named": its} for name in OF_PART}
    rows |= {name: {"named": its | {"key": theirs.pk}} for name in ("part_change", "part_remove")}
    rows |= {name: {"named": one | {"key": ours.pk}} for name in ("entry_change", "entry_remove", "disagree")}
    rows |= {
        name: {"named": one | {"key": part.pk}} for name in ("part_again", "part_another", "part_withdraw")
    }
    proposed = Rewording.objects.create(
        entry=theirs, words="Willow", pseudonym="Adult A", proposed_at=now(), proposed_by=keeper
    )
    check = AnonymityCheck.objects.create(
        review=review, reason="Before it goes", asked_at=now(), asked_by=keeper
    )
    find = Find.objects.create(
        check_run=check, words="Willow", stands_for="Adult A", entry=ours, print_of="1"
    )
    rows |= {name: {"named": its | {"key": proposed.pk}} for name in ("part_reword", "part_leave")}
    rows["find_pseudonym"] = {"named": one | {"key": find.pk}}
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
        file: ("file", "file_keep"), check: ("check", "leave"), find: ("find_clear",),
    }  # fmt: skip
    rows |= {name: {"named": one | {"key": row.pk}} for row, names in of.items() for name in names}
    rows |= {
        "version_show": {"named": one | {"key": report.pk, "number": 1}},
        "file_ask": {"named": one | {"kind": "overview-draft"}},
        "outline_change": {"": {"kind": "overview"}},
    }
    return rows
