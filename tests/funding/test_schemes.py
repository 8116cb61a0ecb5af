"""Scoring forms are data: a change is a new version, and what was filled in stays as it was."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from funding.models import Scheme
from funding.scheme_rows import FIRST_NOTE, LESS, MORE, Row
from funding.services import schemes
from records.lifecycle import MoveRefused
from tests.factories import funding as make

pytestmark = pytest.mark.django_db


def test_the_first_form_is_the_paper_one_and_is_made_once(county):
    scheme = schemes.first_scheme(county.here, by=county.officer)
    assert (scheme.criteria.count(), scheme.most, scheme.note) == (9, 27, FIRST_NOTE)
    less_is_worth_more = [
        row.number for row in scheme.criteria.all() if row.worth("little") > row.worth("plenty")
    ]
    assert less_is_worth_more == [7, 8, 9]
    assert "none" not in scheme.criteria.get(number=8).points
    assert schemes.first_scheme(county.here, by=county.officer) == scheme


def test_a_new_version_leaves_the_former_and_its_calls_alone(county):
    bid = make.submitted(county)
    form = make.signed(county, bid, county.police_lead)
    made = schemes.new_version(bid.call.scheme, [Row("One question?", MORE, weight=3)], by=county.officer)
    former = Scheme.objects.get(pk=bid.call.scheme_id)
    assert (made.version, made.most, former.most, former.is_offered) == (2, 9, 27, False)
    bid.refresh_from_db()
    assert bid.call.scheme == former
    assert form.scores.count() == 9
    with pytest.raises(MoveRefused, match="Version 2 was made meanwhile"):
        schemes.new_version(former, [Row("Another?", MORE)], by=county.officer, seen=1)


def test_weights_count(county):
    rows = [Row("Need?", MORE, weight=3), Row("Cost?", LESS)]
    scheme = schemes.add_scheme(county.here, "Small grants", rows, by=county.officer)
    assert [row.worth("little") for row in scheme.criteria.all()] == [3, 2]
    assert scheme.most == 12


def test_all_that_is_wrong_is_said_at_once(county):
    schemes.add_scheme(county.here, "Small grants", [Row("Need?", MORE)], by=county.officer)
    rows = [
        Row(" ", MORE, breaks_ties=1), Row("Odd?", {"some": 101, "heaps": 2}, breaks_ties=1),
        Row("One label?", {"some": 1}, weight=0),
    ]  # fmt: skip
    with pytest.raises(MoveRefused) as refused:
        schemes.add_scheme(county.here, "small grants", rows, by=county.officer)
    assert len(refused.value.reasons) == 7
    with pytest.raises(MoveRefused, match="at least one row"):
        schemes.add_scheme(county.here, "Empty", [], by=county.officer)


@pytest.mark.parametrize("persona", ["chair", "police_lead", "attendee", "outsider"])
def test_others_keep_no_forms(county, sign_in, persona):
    user = getattr(county, persona)
    with pytest.raises(PermissionDenied):
        schemes.first_scheme(county.here, by=user)
    scheme = make.scheme(county)
    assert sign_in(user).get(reverse("funding:scheme", args=[scheme.pk])).status_code == 404


def posted(*rows, **more):
    data = {"row-TOTAL_FORMS": len(rows), "row-INITIAL_FORMS": 0} | more
    for place, row in enumerate(rows):
        data |= {f"row-{place}-{name}": value for name, value in row.items()}
    return data


def test_by_the_pages(county, sign_in):
    client = sign_in(county.officer)
    assert "Begin with the form of nine rows" in client.get(reverse("funding:schemes")).content.decode()
    assert client.post(reverse("funding:scheme_first", args=["northshire"])).status_code == 302
    scheme = Scheme.objects.get()
    make.fund(county)
    page = client.get(reverse("funding:scheme", args=[scheme.pk])).content.decode()
    assert "8. Proportion of available CDRP funds required?" in page
    assert "Targeted police operations" in page
    version = reverse("funding:scheme_version", args=[scheme.pk])
    assert "Proportion of available CDRP funds required?</textarea>" in client.get(version).content.decode()
    row = {"question": "Need?", "none": "0", "some": "two"}
    answer = client.post(version, posted(row, seen="1"))
    assert answer.status_code == 422
    assert 'value="two"' in answer.content.decode()
    row |= {"some": "2", "weight": "2", "breaks_ties": "1", "beside": "gap"}
    assert client.post(version, posted(row, seen="1", note="Mind the gap")).status_code == 302
    made = Scheme.objects.get(version=2)
    assert (made.most, made.criteria.get().points, made.note) == (4, {"none": 0, "some": 2}, "Mind the gap")
    for _press in range(2):  # the second finds it done
        answer = client.post(reverse("funding:scheme_offer", args=[made.pk]), {"offered": "no"})
        assert (answer.status_code, Scheme.objects.get(version=2).is_offered) == (302, False)
    assert 'name="offered" value="yes"' in client.get(answer.headers["Location"]).content.decode()
    add = reverse("funding:scheme_add", args=["northshire"])
    assert client.post(add, posted(row, name="")).status_code == 422
    assert client.post(add, posted(row, name="Small grants")).status_code == 302
    assert sign_in(county.officer).get(reverse("funding:scheme_add", args=["southshire"])).status_code == 404
