"""`docs/administrators/security.md` answers every requirement of OWASP ASVS 5.0.0, levels 1 and 2, by what is there.

`asvs_5_0_0.txt` has the numbers of the standard with their levels, and none of its text.
"""

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from tests.architecture.test_dangerous import ROOT, imports

PAGE = (ROOT / "docs/administrators/security.md").read_text()
ASKED = dict(line.split() for line in (Path(__file__).parent / "asvs_5_0_0.txt").read_text().splitlines())
ROW = re.compile(r"^\| ([\d.]+) \| ([12]) \| ([^|]+) \| ([^|]+) \| (.+) \|$", re.M)
ROWS = ROW.findall(PAGE)
ANSWERS = ("met", "does not arise", "installation", "not met")
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
SETTING = re.compile(r"`config/settings\.py: (\w+)`")
CHECK = re.compile(r"`config/checks\.py: ([EW])(\d{3})`")
CRYPTOGRAPHY = (
    "hashlib",
    "hmac",
    "secrets",
    "cryptography",
    "jwt",
    "django.core.signing",
    "django.utils.crypto",
    "django.contrib.auth.tokens",
)


def cited():
    return sorted(set(TEST.findall(PAGE)))


@cache
def functions(path):
    return {
        node.name
        for node in ast.walk(ast.parse((ROOT / path).read_text()))
        if isinstance(node, ast.FunctionDef)
    }


def test_every_requirement_is_answered_once():
    assert Counter(ASKED.values()) == {"1": 70, "2": 183}
    assert Counter(number for number, *_ in ROWS) == Counter(ASKED.keys())
    assert {number: level for number, level, *_ in ROWS} == ASKED


def test_an_answer_is_one_of_four_and_says_by_what():
    for number, _, _, answer, by in ROWS:
        assert answer in ANSWERS, number
        if answer == "met":
            assert TEST.search(by) or SETTING.search(by) or re.search(r"\]\([#\w./-]+\)", by), number
        else:
            assert len(by) >= 8, number


def test_a_subject_is_in_a_few_words():
    assert {number: subject for number, _, subject, *_ in ROWS if not 2 <= len(subject.split()) <= 8} == {}


@pytest.mark.parametrize("path", sorted({path for path, _ in cited()}))
def test_every_test_that_is_cited_exists(path):
    assert {name for where, name in cited() if where == path} - functions(path) == set()


def test_every_setting_that_is_cited_is_set():
    tree = ast.parse((ROOT / "config/settings.py").read_text())
    found = {
        name.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        for name in ast.walk(target)
        if isinstance(name, ast.Name)
    }
    assert set(SETTING.findall(PAGE)) - found == set()


def test_every_check_that_is_cited_complains():
    numbers = {
        f"{call.args[1].id[0]}{call.args[2].value:03}"
        for call in ast.walk(ast.parse((ROOT / "config/checks.py").read_text()))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "checked"
    }
    assert {f"{level}{number}" for level, number in CHECK.findall(PAGE)} - numbers == set()


def test_what_is_left_to_the_installation_names_a_check_or_says_that_none_can_see_it():
    for number, _, _, answer, by in ROWS:
        if answer == "installation":
            assert CHECK.search(by) or re.search(
                r"no check can see it|browsers complain|As above", by, re.I
            ), number


def test_the_totals_are_those_of_the_tables():
    counted = Counter((level, answer) for _, level, _, answer, _ in ROWS)
    for level in ("1", "2"):
        figures = [counted[level, answer] for answer in ANSWERS]
        assert f"| Level {level} | {' | '.join(map(str, [*figures, sum(figures)]))} |" in PAGE
    both = [counted["1", answer] + counted["2", answer] for answer in ANSWERS]
    assert f"| Both | {' | '.join(map(str, [*both, sum(both)]))} |" in PAGE


def test_what_is_not_met_is_said_before_the_tables():
    before = PAGE.partition("## Ways to sign in")[0]
    said = re.findall(r"^\* ([\d.]+) \(level ([12])\)", before, re.M)
    assert sorted(said) == sorted(
        (number, level) for number, level, _, answer, _ in ROWS if answer == "not met"
    )


def test_every_heading_that_is_linked_is_there():
    lines = re.findall(r"^#+ (.+)$", PAGE, re.M)
    headings = {re.sub(r"[^\w -]", "", line).strip().lower().replace(" ", "-") for line in lines}
    assert set(re.findall(r"\]\(#([\w-]+)\)", PAGE)) - headings == set()


def test_every_file_with_cryptography_is_in_the_inventory():
    listed = set(
        re.findall(r"`([\w/]+\.py)`", PAGE.partition("Cryptography stands in")[2].partition("\n## ")[0])
    )
    found = {file for module in CRYPTOGRAPHY for file in imports(module)}
    assert found - listed == set()
    assert listed - found == {"config/settings.py"}
