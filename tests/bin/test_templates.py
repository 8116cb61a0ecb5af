"""A template's faults are found without showing the page."""

import pytest
from jinja2 import DictLoader, Environment

from bin.templates import problems

NAMES = {"home:home"}
PARTS = "{% macro tag() %}{% endmacro %}{% set most = 3 %}"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('{% extends "frame.html" %}{{ url("home:home") }}{{ url(name) }}', []),
        ("{{ a }}\n{% if %}", ["2: Expected an expression, got 'end of statement block'"]),
        ("{{ a|stranger }}", ["1: No filter named 'stranger'."]),
        ('{% include "gone.html" %}', ["1: names the template gone.html, which does not exist"]),
        ('{% from "parts.html" import tag, most %}{{ tag() }}{{ most }}', []),
        ('{% from "parts.html" import tag as mark %}', ["1: takes mark and does not use it"]),
        (
            '{% from "parts.html" import gone as tag %}{{ tag }}',
            ["1: takes gone from parts.html, which has none"],
        ),
        ('{{ a }}\n{{ url("home:gone") }}', ["2: links to home:gone, which no address is called"]),
    ],
)
def test_faults(tmp_path, source, said):
    page = tmp_path / "page.html"
    page.write_text(source)
    env = Environment(loader=DictLoader({"frame.html": "", "parts.html": PARTS}), autoescape=True)
    assert list(problems(page, env, NAMES)) == said
