"""An assessment is begun, and its sections and evidence are written."""

from html import unescape

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from assessments.lifecycle.assessments import Includes
from assessments.models import Assessment, Priority
from assessments.reports.changed import changed_of
from assessments.services import agreeing, parts, recommending, starting, writing
from records.lifecycle import MoveRefused
from records.services import ChangedMeanwhile, version_of
from tests.factories import assessing
from tests.factories import assessments as make

pytestmark = pytest.mark.django_db
SAID = {
    "title": "Assessment",
    "year": 2027,
    "level": "district",
    "theme": "",
    "first": make.APRIL,
    "last": make.MARCH,
}


def begin(county, by=None, **said):
    made_to = said.pop("made_to", None) or make.standard_format(county)
    return starting.begin_assessment(county.here, by=by or county.officer, made_to=made_to, **(SAID | said))


def test_a_draft_has_the_sections_of_its_format_and_is_its_writers_own(county, analyst):
    found = begin(county, by=analyst)
    assert [section.includes for section in found.sections.all()] == Includes.values
    assert (found.audience, found.body) == ("analysis", county.strategic)
    assert Assessment.objects.visible_to(county.police_lead).count() == 0
    assert Assessment.objects.visible_to(county.officer).count() == 1


@pytest.mark.parametrize("persona", ["partner", "police_lead", "outsider", "guest", "administrator"])
def test_only_officers_and_analysts_begin_one(county, persona):
    with pytest.raises(PermissionDenied):
        begin(county, by=getattr(county, persona))


def test_all_that_stands_against_beginning_is_said_at_once(county):
    draft = make.standard_format(county, status="draft")
    with pytest.raises(MoveRefused) as refused:
        begin(county, made_to=draft, first=make.MARCH, last=make.APRIL, data_to=make.MARCH)
    assert len(refused.value.reasons) == 3


def test_the_months_that_were_analysed_are_apart_from_the_year(county, client):
    """S001-117: three years and a half, for the assessment of one year."""
    found = begin(county, first=make.MARCH - 41, last=make.MARCH, data_to=make.MARCH)
    client.force_login(county.officer)
    page = client.get(reverse("assessments:assessment", args=[found.reference])).text
    assert "District, for 2027/28" in page
    assert "October 2022 to March 2026 (42 months)" in page


def test_what_the_public_said_has_its_source_and_day_and_stands_in_the_text(county, client):
    """S001-121."""
    found = begin(county)
    section = found.sections.get(includes="e")
    said = {"source": "Residents' survey", "dated_on": make.DAY, "people": 812, "said": "Many avoid the quay at night.",
            "wants": "Lighting"}  # fmt: skip
    parts.set_part(found, "view", said, by=county.officer)
    writing.write_section(section, {"body": "As asked."}, by=county.officer)
    type(section).objects.filter(pk=section.pk).update(kind="public")
    client.force_login(county.officer)
    page = client.get(reverse("assessments:assessment_read", args=[found.reference])).text
    assert "<strong>Residents' survey</strong>, " in unescape(page)
    assert "812 answered" in page
    assert "What they want put first: Lighting" in page


def test_of_a_year_level_and_theme_one_is_written_at_a_time(county):
    made_to = make.standard_format(county)
    begin(county, made_to=made_to)
    with pytest.raises(MoveRefused, match="is being written for that year already"):
        begin(county, made_to=made_to)
    begin(county, made_to=made_to, theme="Violence against women and girls")  # S002-110


def test_what_was_to_be_developed_comes_up_at_the_next_review(county, client):
    """S001-150"""
    former = make.assessment(county)
    section = former.sections.first()
    writing.write_section(section, {"develop": "Add what hospitals know."}, by=county.officer)
    following = begin(county, made_to=former.made_to, previous=former, with_text=True)
    its = following.sections.get(title=section.title)
    assert its.body == section.body
    client.force_login(county.officer)
    for address in (
        following.get_absolute_url(),
        reverse("assessments:section_write", args=[following.reference, its.pk]),
    ):
        assert "Add what hospitals know." in client.get(address).text


def test_two_who_write_different_sections_do_not_disturb_each_other(county, analyst):
    one, other = make.assessment(county, written=False).sections.all()[:2]
    seen = [writing.version_of_section(section) for section in (one, other)]
    writing.write_section(one, {"body": "It rose."}, by=county.officer, version=seen[0])
    writing.write_section(other, {"body": "It fell."}, by=analyst, version=seen[1])
    with pytest.raises(ChangedMeanwhile):
        writing.write_section(one, {"body": "It stayed."}, by=analyst, version=seen[0])
    one.refresh_from_db()
    assert one.body == "It rose."


def test_the_second_sees_both_texts_and_loses_nothing(county, client):
    found = make.assessment(county, written=False)
    section = found.sections.first()
    address = reverse("assessments:section_write", args=[found.reference, section.pk])
    client.force_login(county.officer)
    seen = writing.version_of_section(section)
    assert client.post(address, {"body": "First", "version": seen}).status_code == 302
    answer = client.post(address, {"body": "Second", "version": seen})
    assert answer.status_code == 409
    assert "First" in answer.text
    assert "Second" in answer.text


def test_writing_a_section_leaves_a_version_with_who(county, analyst):
    section = make.assessment(county, written=False).sections.first()
    writing.write_section(section, {"body": "It rose.", "lead": analyst.person}, by=analyst)
    version = section.history.latest()
    assert (version.body, version.history_user, version.lead) == ("It rose.", analyst, analyst.person)


@pytest.mark.parametrize("status", ["agreed", "superseded", "withdrawn"])
def test_what_is_agreed_is_not_written_again(county, status):
    section = make.assessment(county, status=status).sections.first()
    with pytest.raises(PermissionDenied, match="only until it is agreed"):
        writing.write_section(section, {"body": "Else"}, by=county.officer)


def test_sections_beside_the_format_come_and_go_and_its_own_stay(county):
    found = make.assessment(county)
    more = writing.add_section(
        found, {"title": "Rural crime", "kind": "text", "is_required": False}, by=county.officer
    )
    writing.remove_section(more, by=county.officer, reason="Said under levels")
    with pytest.raises(MoveRefused, match="The format wants this section"):
        writing.remove_section(found.sections.first(), by=county.officer, reason="Not needed")


def test_a_county_draws_a_section_from_an_agreed_district(county, client):
    """S003-63"""
    district = make.assessment(county, status="agreed")
    whole = make.assessment(county, written=False, level="county", made_to=district.made_to, title="County")
    section, its = whole.sections.first(), district.sections.first()
    client.force_login(county.officer)
    address = reverse("assessments:section_write", args=[whole.reference, section.pk])
    said = {"body": "", "draws_from": its.pk, "version": writing.version_of_section(section)}
    assert client.post(address, said).status_code == 302
    read = client.get(reverse("assessments:assessment_read", args=[whole.reference])).text
    assert its.body in read
    assert f"From {county.here}, {district.reference}" in " ".join(read.split())


def test_a_statement_keeps_its_number_and_is_not_taken_from_under_a_citation(county):
    found = make.assessment(county)
    one, two = assessing.statement(county, found), assessing.statement(county, found, text="It is known.")
    assert [one.number, two.number] == [1, 2]
    writing.write_section(found.sections.first(), {"body": "So it is [2]."}, by=county.officer)
    with pytest.raises(MoveRefused, match=r"cites \[2\]"):
        parts.remove_part(two, "statement", by=county.officer, reason="Wrong")
    parts.remove_part(one, "statement", by=county.officer, reason="Wrong")
    assert assessing.statement(county, found).number == 3


def test_a_reception_is_recorded_after_it_is_agreed(county):
    """S001-34"""
    found = make.assessment(county, status="agreed")
    said = {"sent_to": "Scrutiny committee", "sent_on": make.DAY, "heard_on": None, "received": "Well"}
    row = parts.set_part(found, "reception", said, by=county.officer)
    assert (row.received, str(row)) == ("Well", "Scrutiny committee, 14 October 2026")
    with pytest.raises(MoveRefused, match="before it was sent"):
        parts.set_part(found, "reception", said | {"heard_on": make.DAY.replace(day=1)}, by=county.officer)
    with pytest.raises(PermissionDenied):
        parts.set_part(found, "reception", said, by=county.police_lead)


def test_a_new_priority_is_proposed_in_one_step_and_known_to_the_writers_alone(county):
    found = make.assessment(county)
    row = recommending.propose(
        found, {"title": "Fraud", "is_strategic": True}, by=county.officer, why="It rose."
    )
    assert (row.priority.status, row.position) == ("proposed", 1)
    assert Priority.objects.visible_to(county.police_lead).filter(title="Fraud").count() == 0
    with pytest.raises(MoveRefused, match="recommended already"):
        recommending.recommend(found, row.priority, by=county.officer)


def test_an_issue_cuts_across_several_priorities_and_keeps_what_it_crosses_elsewhere(county):
    """S001-83, S001-119"""
    found = make.assessment(county)
    here = found.recommended.get().priority
    elsewhere = make.priority(county, "Rural crime")
    issue = make.priority(county, "Mental health", is_cross_cutting=True)
    issue.cuts_across.set([elsewhere])
    recommending.cut_across(found, {issue: [here]}, by=county.officer)
    assert set(issue.cuts_across.all()) == {here, elsewhere}
    recommending.cut_across(found, {issue: []}, by=county.officer)
    assert set(issue.cuts_across.all()) == {elsewhere}


def test_what_changed_since_the_last_one(county):
    former = make.assessment(county, status="superseded")
    now = make.assessment(county, made_to=former.made_to, previous=former, title="Next", year=2027)
    recommending.propose(now, {"title": "Fraud", "is_strategic": True}, by=county.officer)
    writing.write_section(now.sections.first(), {"body": "Else."}, by=county.officer)
    changed = changed_of(now)
    assert {row.priority.title for _place, row in changed.came} == {"Anti-social behaviour", "Fraud"}
    assert {row[1] for row in changed.rows} == {"New", "No longer recommended"}
    assert [(title, words) for title, words, *_ in changed.sections] == [
        (now.sections.first().title, "Written anew")
    ]
    assert changed_of(former) is None


def test_its_own_fields_are_changed_with_a_guard(county):
    found = make.assessment(county)
    seen = version_of(found)
    writing.change_assessment(found, {"summary": "Shoplifting rose."}, by=county.officer, version=seen)
    with pytest.raises(ChangedMeanwhile):
        writing.change_assessment(found, {"summary": "It fell."}, by=county.officer, version=seen)


PAGES = ["assessment", "assessment_read", "assessment_evidence", "assessment_priorities", "assessment_scores",
         "assessment_comments", "assessment_files", "assessment_changed", "assessment_change", "section_add",
         "recommend", "propose", "cut_across", "matrix"]  # fmt: skip


@pytest.mark.parametrize("persona", ["officer", "outsider", "guest", "police_lead"])
def test_who_opens_the_pages_of_a_draft(county, client, persona):
    found = make.assessment(county)
    client.force_login(getattr(county, persona))
    got = {
        name: client.get(reverse(f"assessments:{name}", args=[found.reference])).status_code for name in PAGES
    }
    assert set(got.values()) == ({200} if persona == "officer" else {404})


def test_a_member_reads_what_is_agreed_and_may_not_write_it(county, client):
    found = make.assessment(county, status="agreed")
    section = found.sections.first()
    client.force_login(county.police_lead)
    assert client.get(reverse("assessments:assessment_evidence", args=[found.reference])).status_code == 200
    answer = client.get(reverse("assessments:section_write", args=[found.reference, section.pk]))
    assert answer.status_code == 403
    assert "only until it is agreed" in answer.text


def whole(county, sections):
    """An assessment with this many sections, each with a figure, a statement, an issue, a view and a priority."""
    found = make.assessment(county, title=f"With {sections}")
    assessing.matrix(county)
    for number in range(sections):
        section = writing.add_section(found, {"title": f"Part {number}", "kind": "text"}, by=county.officer)
        figure = assessing.figure(county, section)
        assessing.statement(county, found)
        assessing.issue(county, found, f"Issue {number}", (1, 2, 3, 4))
        assessing.view(county, found)
        assessing.gap(county, found)
        writing.write_section(
            section, {"body": f"[figure {figure.number}]\n\nSo it is [{number + 1}]."}, by=county.officer
        )
        recommending.propose(found, {"title": f"Priority {number}", "is_strategic": True}, by=county.officer)
    return found


@pytest.mark.parametrize("sections", [1, 6])
def test_pages_cost_the_same_however_much_is_written(county, client, django_assert_max_num_queries, sections):
    found = whole(county, sections)
    found.previous, found.level = (
        make.assessment(county, status="agreed", made_to=found.made_to, year=2025),
        "county",
    )
    found.save()
    for number in range(sections):
        for way in ("entered", "police", "recorded"):
            one = make.indicator(county, f"{way} {number}", made_from=way, categories=[11], offences=["1"])
            one.areas.add(*assessing.areas())
            assessing.figure(county, found.sections.first(), indicators=[one.pk], categories=[])
        make.priority(county, f"Mental health {number}", is_cross_cutting=True)
    client.force_login(county.officer)
    most = {"assessment": 5, "assessment_read": 8, "assessment_changed": 4, "assessment_evidence": 4,
            "assessment_priorities": 5, "assessment_scores": 5, "assessment_comments": 7,
            "assessment_files": 7}  # fmt: skip
    for name, number in most.items():
        address = reverse(f"assessments:{name}", args=[found.reference])
        client.get(address)
        with django_assert_max_num_queries(number):
            assert client.get(address).status_code == 200, name
    section = found.sections.last()
    address = reverse("assessments:section_write", args=[found.reference, section.pk])
    with django_assert_max_num_queries(6):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same(county, client, django_assert_max_num_queries, rows):
    made_to = make.standard_format(county)
    for number in range(rows):
        make.assessment(
            county, made_to=made_to, title=f"Assessment {number}", year=2020 + number, written=False
        )
    client.force_login(county.officer)
    client.get(reverse("assessments:assessments"))
    with django_assert_max_num_queries(4):
        assert client.get(reverse("assessments:assessments")).status_code == 200
    assert client.get(reverse("assessments:assessments"), {"export": "csv"}).status_code == 200


def test_from_the_first_page_to_the_last_in_the_browser(county, client):
    client.force_login(county.officer)
    assert client.get(reverse("assessments:begin")).status_code == 302  # no format yet
    made_to = make.standard_format(county)
    said = {"partnership": county.here.pk, "made_to": made_to.pk, "title": "Ours", "year": "2026", "level": "district",
            "first": "April 2025", "last": "3/2026", "data_to": ""}  # fmt: skip
    assert client.post(reverse("assessments:begin"), said | {"last": "April 2020"}).status_code == 422
    assert client.post(reverse("assessments:begin"), said).status_code == 302
    found = Assessment.objects.get()
    assert (found.first, found.last) == (make.APRIL, make.MARCH)

    def send(name, data, *args):
        answer = client.post(reverse(f"assessments:{name}", args=[found.reference, *args]), data)
        assert answer.status_code == 302, (name, answer.text[:3000])

    section = found.sections.first()
    send("section_write", {"body": "It rose.", "version": writing.version_of_section(section)}, section.pk)
    send("part_add", {"text": "Known", "source": "Survey", "confidence": "high"}, "statement")
    send("part_add", {"source": "Survey", "said": "They fear it."}, "view")
    send("part_add", {"text": "Not known"}, "gap")
    send("propose", {"title": "Shop theft", "tiers": ["is_strategic", "is_local"], "why": "It rose."})
    row = found.recommended.get()
    assert row.priority.is_local
    send("recommended", {"position": "2", "why": "Still"}, row.pk)
    send(
        "matrix",
        {"name": "Ours", "lowest": "1", "highest": "5", "criteria": "harm; 2; People\nlikelihood; 1; Often"},
    )
    criteria = county.here.matrices.get().criteria.all()
    send("issue_add", {"title": "Theft", "confidence": "low"} | {f"points-{one.pk}": "3" for one in criteria})
    send("part_remove", {"reason": "Wrong"}, "gap", found.gaps.get().pk)
    send("recommended_remove", {"reason": "Wrong"}, row.pk)
    send("issue_remove", {"reason": "Wrong"}, found.issues.get().pk)
    assert not found.gaps.exists()
    assert not found.issues.exists()


def test_a_county_reads_what_its_districts_say_together(county, client, django_assert_max_num_queries):
    """S003-63, S004-57"""
    district = make.assessment(county, status="agreed")
    section = district.sections.first()
    section.body = "## Where\nIt rose at the **quay** [1].\n[figure 1]"
    section.save()
    make.assessment(county, status="agreed", made_to=district.made_to, year=2020, title="Of another year")
    whole = make.assessment(county, written=False, level="county", made_to=district.made_to, title="County")
    its = whole.sections.first()
    its.draws_from = section
    its.save()
    county.there.parent = county.here
    county.there.save()
    address = reverse("assessments:assessment_districts", args=[whole.reference])
    client.force_login(county.officer)
    client.get(address)
    with django_assert_max_num_queries(8):
        page = " ".join(client.get(address).text.split())
    assert f"It rose at the **quay** [1, {district.reference}]." in page
    assert "It has 1 figure." in page
    assert "Drawn into this assessment" in page
    assert f"No agreed assessment of this year from: {county.there}" in page
    assert (
        client.get(reverse("assessments:assessment_districts", args=[district.reference])).status_code == 404
    )
    client.force_login(county.outsider)
    assert client.get(address).status_code == 404
    whole.audience = "public"
    whole.status = "agreed"
    whole.save()
    assert client.get(address).status_code == 403


def test_a_draft_of_a_district_is_not_told_to_the_county(county, client):
    draft = make.assessment(county, title="Not yet")
    whole = make.assessment(county, written=False, level="county", made_to=draft.made_to, title="County")
    client.force_login(county.officer)
    page = client.get(reverse("assessments:assessment_districts", args=[whole.reference])).text
    assert "None is agreed yet" in page


def test_a_figure_or_reference_that_is_not_there_is_named_on_saving_and_missing_in_the_draft(county, client):
    found = make.assessment(county)
    section = found.sections.first()
    client.force_login(county.officer)
    address = reverse("assessments:section_write", args=[found.reference, section.pk])
    body = "It rose [98].\n\n[figure 99]\n\n- Here [97]"
    page = client.post(
        address, {"body": body, "version": writing.version_of_section(section)}, follow=True
    ).text
    assert "The text names figure 99, and this section has no such figure." in page
    assert "The text cites [98]" in page
    read = client.get(reverse("assessments:assessment_read", args=[found.reference])).text
    assert "[Figure 99 is missing]" in read
    assert "It rose [98 is missing]." in read
    assert "Here [97 is missing]" in read
    client.force_login(county.chair)
    agree = client.get(reverse("assessments:assessment_agree", args=[found.reference])).text
    assert f"{section.title}: The text names figure 99" in agree


def test_the_year_after_the_last_agreed_is_offered_and_a_second_of_one_year_refused(county, client):
    found = make.assessment(county, year=2030)
    agreeing.sign_assessment(found, by=county.chair, digest_seen=agreeing.digest_now(found))
    client.force_login(county.officer)
    assert 'value="2031"' in client.get(reverse("assessments:begin")).text
    with pytest.raises(
        MoveRefused, match=f"{found.reference} is agreed for 2030/31 already. Choose another year"
    ):
        begin(county, made_to=found.made_to, year=2030)
    assert begin(county, made_to=found.made_to, year=2030, theme="Fraud").year == 2030
