"""The ladder of incremental responses: steps an administrator keeps, cases known by a letter."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.models import Event
from documents.models import Document
from documents.services import add_document
from problems import services
from problems.models import USUAL_STEPS, Case, LadderStep
from problems.reports.ladder import counts_in, rungs_of
from problems.services.ladder import letter_of
from records.lifecycle import MoveRefused
from records.models import Link
from records.services import join
from tests.factories import library as make
from tests.factories import problems

pytestmark = pytest.mark.django_db


def steps(county):
    return list(LadderStep.objects.filter(partnership=county.here))


def take(county, case, step, **said):
    said = {"state": "in-force", "taken_on": problems.DAY, "officer": county.partner.person} | said
    return services.take_step(case, step, by=county.partner, **said)


def test_the_first_case_brings_the_usual_ladder(county):
    """B6"""
    case = make.cased(county)
    assert [step.name for step in steps(county)] == list(USUAL_STEPS)
    assert str(case) == "Case A"
    assert str(services.open_case(case.problem, by=county.partner)) == "Case B"


@pytest.mark.parametrize(("number", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (701, "ZZ")])
def test_letters_go_on_after_z(number, letter):
    assert letter_of(number) == letter


def test_skipping_a_step_asks_for_the_reason(county):
    """S002-95"""
    case, ladder = make.cased(county), steps(county)
    with pytest.raises(MoveRefused, match="Letter to school”, “Warning"):
        take(county, case, ladder[3])
    row = take(county, case, ladder[3], skipped_because="The school was told by the police.")
    assert str(row) == "Acceptable behaviour contract: in force"
    assert take(county, case, ladder[1])  # what was skipped may still be taken


def test_a_step_is_one_of_its_own_ladder_in_use_that_day(county):
    case, ladder = make.cased(county), steps(county)
    ended = services.end_step(ladder[1], by=county.administrator)
    with pytest.raises(MoveRefused, match="Choose today or earlier"):
        take(county, case, ladder[2], taken_on=dt.date(2999, 1, 1))
    with pytest.raises(MoveRefused, match="not in use"):
        take(county, case, ended, taken_on=dt.date(2998, 1, 1))
    foreign = LadderStep.objects.create(partnership=county.there, name="Elsewhere", position=1)
    with pytest.raises(MoveRefused, match="another partnership"):
        take(county, case, foreign)


def test_a_case_is_as_secret_as_the_sides(county):
    """S002-140"""
    case = make.cased(county)
    for user, sees in ((county.partner, True), (county.commander, True), (county.officer, False),
                       (county.chair, False), (county.guest, False)):  # fmt: skip
        assert Case.objects.visible_to(user).exists() is sees
    with pytest.raises(PermissionDenied):
        services.open_case(case.problem, by=county.officer)
    said = Event.objects.filter(subject=case.problem.reference, verb__contains="case").values_list(
        "changes", flat=True
    )
    assert [changes for changes in said if changes] == []


def test_others_are_told_how_many_stand_where(county, sign_in):
    """S002-25"""
    case = make.cased(county)
    page = reverse("problems:ladder", args=[case.problem.reference])
    theirs = sign_in(county.partner).get(page).content.decode()
    assert "Case A" in theirs
    assert "Out of school" in theirs
    others = sign_in(county.officer).get(page).content.decode()
    assert "Letter to parents" in others
    assert "Case A" not in others
    assert "Out of school" not in others
    rung = rungs_of(county.here, county.officer, counts_in([case.problem.pk]))[0]
    assert rung.counts == (0, 0, 0, 1, 0)


def test_an_administrator_keeps_the_ladder(county, sign_in):
    """S002-194"""
    case = make.cased(county)
    client, slug = sign_in(county.administrator), county.here.slug
    first = steps(county)[0]
    add = reverse("problems:ladder_step", args=[slug])
    assert client.post(add, {"name": "Home visit", "after": first.pk}).status_code == 302
    assert [step.name for step in steps(county)][:3] == [
        "Letter to parents",
        "Home visit",
        "Letter to school",
    ]
    end = reverse("problems:ladder_step_end", args=[slug, first.pk])
    assert client.post(end).status_code == 302
    first.refresh_from_db()
    assert first.ended_on is not None
    assert case.steps.get().step == first  # the case keeps it
    assert sign_in(county.officer).get(add).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_its_page_costs_the_same_at_any_length(county, sign_in, rows, django_assert_num_queries):
    case = make.cased(county)
    for _ in range(rows):
        services.open_case(case.problem, by=county.partner)
    client = sign_in(county.partner)
    page = reverse("problems:ladder", args=[case.problem.reference])
    client.get(page)
    with django_assert_num_queries(6):
        client.get(page)


def test_the_pages_of_a_case(county, sign_in):
    case, client = make.cased(county), sign_in(county.partner)
    reference = case.problem.reference
    assert (
        client.post(reverse("problems:case_open", args=[reference]), {"risks": ["weapon"]}).status_code == 302
    )
    assert Case.objects.get(letter="B").risks == ["weapon"]
    step = reverse("problems:case_step", args=[reference, "A"])
    typed = {"step": steps(county)[2].pk, "state": "planned", "taken_on": "14 October 2026",
             "officer": county.partner.person.email or str(county.partner.person)}  # fmt: skip
    answer = client.post(step, typed)
    assert answer.status_code == 422
    assert "This skips" in answer.content.decode()
    assert client.post(step, {**typed, "skipped_because": "Told in person"}).status_code == 302
    row = case.steps.last()
    state = reverse("problems:case_state", args=[reference, "A", row.pk])
    assert client.post(state, {"state": "breached"}).status_code == 302
    row.refresh_from_db()
    assert row.state == "breached"
    risks = reverse("problems:case_risks", args=[reference, "A"])
    assert client.post(risks, {"risks": ["health"]}).status_code == 302
    assert sign_in(county.officer).get(step).status_code == 403
    assert sign_in(county.outsider).get(step).status_code == 404


def test_a_generic_order_is_copied_for_an_operation(county, sign_in):
    """S002-97: the copy is the record's own, and the order stays as it is."""
    problem, file = (
        problems.analysed(county),
        SimpleUploadedFile("order.txt", b"Who does what, hour by hour."),
    )
    order = add_document(
        title="Operational order",
        file=file,
        partnership=county.here,
        audience="partnership",
        by=county.officer,
    )
    client, page = sign_in(county.officer), reverse("problems:order_copy", args=[problem.reference])
    assert order.reference in client.get(page).content.decode()
    answer = client.post(page, {"document": order.reference, "title": "Operational order, quay"})
    copied = Document.objects.get(attached_to=problem)
    assert answer["Location"] == copied.get_absolute_url()
    assert (copied.title, copied.newest.sha256) == ("Operational order, quay", order.newest.sha256)
    assert copied.newest.description == f"Copied from {order.reference}, version {order.newest.number}"
    assert copied.audience == problem.audience
    assert (
        "kept here already"
        in client.post(page, {"document": order.reference, "title": "Again"}).content.decode()
    )
    assert client.post(page, {"document": copied.reference, "title": "Again"}).status_code == 422
    assert sign_in(county.chair).get(page).status_code == 403


def filed(county, title):
    file = SimpleUploadedFile("paper.txt", title.encode())
    return add_document(
        title=title, file=file, partnership=county.here, audience="partnership", by=county.officer
    )


def test_an_operation_is_linked_to_the_policy_it_carries_out_and_to_problem_records(county, sign_in):
    """S002-18"""
    order, policy = filed(county, "Operational order"), filed(county, "Anti-social behaviour policy")
    problem, other = problems.analysed(county), problems.opened(county, title="The pier")
    client = sign_in(county.officer)
    page = reverse("problems:order_copy", args=[problem.reference])
    typed = {"document": order.reference, "title": "Operation at the quay", "policy": order.reference}
    assert "This is the order that you copy" in client.post(page, typed).content.decode()
    assert client.post(page, typed | {"policy": policy.reference}).status_code == 302
    operation = Document.objects.get(attached_to=problem)
    join(operation, other, Link.Kind.SERVES, by=county.officer)
    for record in (problem, other):
        shown = client.get(reverse("problems:ladder", args=[record.reference])).content.decode()
        assert (operation.title in shown, "Carries out" in shown, policy.title in shown) == (True, True, True)


def test_where_no_order_is_filed_it_says_how_to_file_one(county, sign_in):
    page = reverse("problems:order_copy", args=[problems.analysed(county).reference])
    assert "add it under Documents" in sign_in(county.officer).get(page).content.decode()
