"""What is found in a piece of text, and how surely; what is not a find."""

import time

import pytest

from reviews.anonymity.matching import Terms
from reviews.anonymity.pieces import Piece, pieces_of_text

KEY = [
    ("Willow", "person", "Eleanor Nameworth-O'Brien"),
    ("Willow", "person", "Nell"),
    ("Willow", "person", "Born 3 March 1980"),
    ("Willow", "person", "12 Nowhere Row, Inventon, NX1 4ZZ"),
    ("Willow", "person", "Tel: 01632 960 123"),
    ("Ash", "person", "Tomás Inventado"),
    ("Hill", "place", "Larchmont Infants School"),
    ("", "other", "Operation Fictive"),
    ("Inn", "place", "The Crown & Anchor"),
    ("Rook", "person", "Siobhan Vane"),
    ("Rook", "person", "14B Kestrel Close, Inventon"),
    ("Hall", "place", "Bread and Roses Hall"),
]


@pytest.fixture(scope="module")
def terms():
    return Terms(KEY, 2026)


def found(terms, text):
    return [(each.words, each.is_sure) for each in terms.finds_in(Piece("Text", text))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It was Eleanor Nameworth-O’Brien.", "Eleanor Nameworth-O’Brien"), ("ELEANOR came.", "ELEANOR"),
        ("Eleanor's coat", "Eleanor"), ("Eleanors coat", "Eleanors"), ("as E. O'Brien said", "E. O'Brien"),
        ("Mrs OBrien", "OBrien"), ("Nameworth, then", "Nameworth"), ("called Nell by", "Nell"),
        ("TOMAS was there", "TOMAS"), ("Tomás’s flat", "Tomás"), ("Inventado, Tomás", "Inventado, Tomás"),
        ("on 3rd March 1980", "3rd March 1980"), ("on 03/03/80", "03/03/80"), ("3.3.1980", "3.3.1980"),
        ("1980-03-03", "1980-03-03"), ("on the third of March 1980", "third of March 1980"),
        ("March 3, 1980", "March 3, 1980"), ("at nx14zz", "nx14zz"), ("NX1  4ZZ", "NX1  4ZZ"),
        ("ring 01632960123", "01632960123"), ("+44 1632 960123", "+44 1632 960123"),
        ("(01632) 960-123", "(01632) 960-123"),
        ("12, nowhere row", "12, nowhere row"), ("in Nowhere Row", "Nowhere Row"),
        ("Larchmont Infants' School", "Larchmont Infants' School"), ("operation fictive", "operation fictive"),
        ("in the Crown and Anchor", "Crown and Anchor"), ("the crown & anchor", "crown & anchor"),
        ("Bread & Roses Hall", "Bread & Roses Hall"), ("14 b kestrel cl", "14 b kestrel cl"),
        ("14B Kestrel Cl.", "14B Kestrel Cl"), ("of Kestrel Close", "Kestrel Close"), ("Kestrel Cl.", "Kestrel Cl"),
        ("12 Kestrel Close", "Kestrel Close"), ("14B Kestrel", "14B Kestrel"), ("NX1 4 ZZ", "NX1 4 ZZ"),
        ("01632–960–123", "01632–960–123"), ("01632  960   123", "01632  960   123"),
        ("3 / 3 / 1980", "3 / 3 / 1980"), ("1980/03/03", "1980/03/03"), ("3March1980", "3March1980"),
        ("3rd day of March 1980", "3rd day of March 1980"), ("Mar-3-1980", "Mar-3-1980"),
        ("\u0415le\u0430n\u043er", "\u0415le\u0430n\u043er"), ("Elе\u0430nor", "Elе\u0430nor"),
        ("Van\ufe0fe said", "Vane"),
        ("El\u00adea\u200bnor", "Eleanor"),
    ],
)  # fmt: skip
def test_found_however_it_is_written(terms, text, words):
    assert [each for each, is_sure in found(terms, text) if is_sure and words in each]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("born 19800303", "19800303"), ("030380", "030380"), ("ring 960123", "960123"),
        ("S.V. attended", "S.V"), ("SV attended", "SV"), ("S V attended", "S V"),
        ("Elaenor came", "Elaenor"), ("Inventada said", "Inventada"), ("every 3 March", "3 March"),
        ("the nell of it", "nell"), ("E l e a n o r N a m e w o r t h O B r i e n", None), ("Namewort", "Namewort"),
        ("was S i o b h a n there", "S i o b h a n"), ("S.i.o.b.h.a.n.", "S.i.o.b.h.a.n"), ("N e l l", "N e l l"),
        ("s i o b h a n Vandal", "s i o b h a n"), ("V_a_n_e", "V_a_n_e"),
    ],
)  # fmt: skip
def test_to_be_looked_at(terms, text, words):
    hits = found(terms, text)
    assert hits
    assert all(not sure for _, sure in hits)
    assert words is None or hits == [(words, False)]


@pytest.mark.parametrize(
    "text",
    [
        "Willow and Ash lived there.", "On 4 March 1980.", "In March 1980.", "NX1 4ZY", "01632 960124",
        "A new row of houses.", "The school was told.", "In 1980.", "12 people", "a convention", "",
        "Options a, n, e, l and lo", "It is in e v a", "a crown to anchor", "Si o b hand",
        "14 bread rolls", "sv attended", "see S. Vandal", "reading 960124", "on 14 the family", "14 b",
    ],
)  # fmt: skip
def test_no_find(terms, text):
    assert found(terms, text) == []


def test_a_find_has_its_surroundings_and_is_known_again_elsewhere(terms):
    text = "They said that Eleanor was well."
    one, other, changed = (
        terms.finds_in(Piece(f"Analysis, paragraph {n}", words))[0]
        for n, words in ((1, text), (7, text), (1, text.replace("well", "ill")))
    )
    assert (one.before, one.words, one.after, one.stands_for) == (
        "They said that ",
        "Eleanor",
        " was well.",
        "Willow",
    )
    assert one.print_of == other.print_of != changed.print_of


def test_words_that_say_who_somebody_was_are_no_names():
    terms = Terms([("Willow", "person", "Invented Person, the one who died")], 2026)
    assert found(terms, "A friend of the person died; one who knew.") == [("person", False)]


def test_a_long_report_against_five_hundred_terms_is_quick():
    rows = [(f"P{n}", "person", f"Givenname{n} Surname{n}xyz") for n in range(480)]
    rows += [(f"D{n}", "other", f"{n + 1} March 1980") for n in range(20)]
    sentence = "Agencies met on 4 March 2021 and agreed that nobody had asked the person how safe they were at home. "
    content = [(f"Section {n}", "\n\n".join([sentence * 5] * 30)) for n in range(20)]
    started = time.process_time()
    terms = Terms(rows, 2026)
    pieces = list(pieces_of_text(content))
    assert [find for piece in pieces for find in terms.finds_in(piece)] == []
    assert sum(len(piece.text) for piece in pieces) > 300_000
    assert time.process_time() - started < 20
