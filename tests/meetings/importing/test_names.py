"""Printed names matched to people; where two fit, the officer is asked (X-07)."""

import pytest

from meetings.importing.names import Candidate, match

PEOPLE = (
    Candidate(1, ("Andrew", "Andy"), "Larkfield", ("Northshire Council",), "AL"),
    Candidate(2, ("Andrew",), "Brindlewood", ("Northshire Council",), "AB"),
    Candidate(3, ("Diane",), "Evansford", ("Northshire Council",), "DE"),
    Candidate(4, ("Ian",), "Grantley", ("Northshire Council",), "IG"),
    Candidate(5, ("Ian",), "Dennisford", ("Northshire Police",), "ID"),
    Candidate(6, ("Avery",), "Carrow-Moss", ("Northshire Council",), "AC", ("Chair",)),
    Candidate(7, ("Sam",), "Thackley", ("Northshire Police",)),
    Candidate(9, ("Siân",), "O’Brackley", ("Northshire Council",)),
    Candidate(8, ("Sam",), "Thackley", ("Probation Service",)),
)


@pytest.mark.parametrize(
    ("printed", "ids"),
    [
        ("Andrew Larkfield", [1]),
        ("Andy Larkfield", [1]),
        ("Di Evansford", [3]),
        ("DI Evansford", [3]),
        ("Cllr Avery Carrow-Moss", [6]),
        ("Cllr Carrow-Moss", [6]),
        ("A. Brindlewood", [2]),
        ("Andy", [1, 2]),
        ("Ian", [4, 5]),
        ("Di", [3]),
        ("IG", [4]),
        ("the Chair", [6]),
        ("Chair", [6]),
        ("Sam Thackley", [7, 8]),
        ("Sian O'Brackley", [9]),
        ("O'Brackley", [9]),
        ("Sian", [9]),
        ("S. O’Brackley", [9]),
        ("Avery Carrow Moss", [6]),
        ("Somebody Else", []),
        ("Andrew Evansford", []),
        ("", []),
    ],
)
def test_whom_a_name_fits(printed, ids):
    found = match(printed, PEOPLE)
    assert [person.id for person in found.people] == ids
    assert found.state == {0: "none", 1: "exact"}.get(len(ids), "ambiguous")


def test_an_agency_settles_between_two_of_one_name():
    assert [person.id for person in match("Sam Thackley", PEOPLE, agency="Probation Service").people] == [8]
    assert match("Sam Thackley", PEOPLE, agency="Somewhere else").state == "ambiguous"
