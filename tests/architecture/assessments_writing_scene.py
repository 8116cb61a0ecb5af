"""The rows of formats and assessments with which their addresses are asked, by the name of the address."""

from assessments.services import agreeing, commenting, formats, publishing, writing
from audit.clock import today
from tests.factories import assessing
from tests.factories import assessments as make

OF_FORMAT = "format format_change format_section_add format_version"
OF_DRAFT = (
    "assessment assessment_change assessment_read assessment_changed assessment_evidence assessment_priorities"
    " assessment_scores assessment_comments assessment_files assessment_consult assessment_agree section_add recommend"
    " propose cut_across matrix issue_add"
)
OF_AGREED = "assessment assessment_read assessment_publish open_assessment"
OF_PUBLISHED = "assessment assessment_read assessment_take_down open_assessment open_assessment_pdf"


def arguments(county):
    """``{"assessments:format": {"": {"reference": …}}}``"""
    found = _formats(county)
    made_to = make.standard_format(county)
    draft = make.assessment(county, made_to=made_to)
    found |= _draft(county, draft)
    for name in OF_DRAFT.split():
        found.setdefault(name, {})["draft"] = {"reference": draft.reference}
    agreed = _agreed(county, made_to, 2024, "Agreed")
    published = publishing.publish(_agreed(county, made_to, 2025, "Published"), by=county.officer)
    for state, record, names in (("agreed", agreed, OF_AGREED), ("published", published, OF_PUBLISHED)):
        for name in names.split():
            found.setdefault(name, {})[state] = {"reference": record.reference}
    return {f"assessments:{name}": rows for name, rows in found.items()}


def _agreed(county, made_to, year, title):
    row = make.assessment(county, made_to=made_to, year=year, title=title, summary="It rose.", theme=title)
    return agreeing.sign_assessment(row, by=county.chair, digest_seen=agreeing.digest_now(row))


def _formats(county):
    draft = formats.add_format(county.here, "Draft format", by=county.officer, ready_made=True)
    one = {"reference": draft.reference}
    section = one | {"pk": draft.sections.first().pk}
    return {
        **{name: {"draft": one} for name in OF_FORMAT.split()},
        "format_section": {"": section}, "format_section_remove": {"": section},
        "format_move": {"agree": one | {"action": "agree"}},
    }  # fmt: skip


def _draft(county, draft):
    section = draft.sections.first()
    whole = make.assessment(county, made_to=draft.made_to, level="county", title="County", year=2028)
    assessing.matrix(county)
    out = make.assessment(county, made_to=draft.made_to, year=2027, title="Out for comment")
    out = commenting.consult(out, comments_until=today().replace(year=2099), by=county.officer)
    comment = commenting.comment(out.sections.first(), "Say more.", by=county.police_lead)
    besides = writing.add_section(draft, {"title": "Besides", "is_required": False}, by=county.officer)
    one, waiting = {"reference": draft.reference}, {"reference": out.reference}
    part = one | {"part": "statement"}
    rows = {
        "section_write": section, "section_remove": besides, "figure_add": section,
        "issue": assessing.issue(county, draft, "Theft", (1, 1, 1, 1)), "recommended": draft.recommended.get(),
    }  # fmt: skip
    rows |= {"issue_remove": rows["issue"], "recommended_remove": rows["recommended"]}
    figure = assessing.figure(county, section)
    rows |= dict.fromkeys(("figure", "figure_change", "figure_remove"), figure)
    statement = assessing.statement(county, draft)
    found = {name: {"": one | {"pk": row.pk}} for name, row in rows.items()}
    return found | {
        "part_add": {"": part}, "part": {"": part | {"pk": statement.pk}},
        "part_remove": {"": part | {"pk": statement.pk}},
        "comment_add": {"out": waiting | {"pk": out.sections.first().pk}},
        "comment_answer": {"out": waiting | {"pk": comment.pk}},
        "assessment_move": {"withdraw": one | {"action": "withdraw"}},
        "assessment_districts": {"county": {"reference": whole.reference}},
        "file_ask": {"": one | {"kind": "pdf"}}, "file": {"": one | {"pk": 1}},
    }  # fmt: skip
