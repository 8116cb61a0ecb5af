"""The portal's environment prints and calls as Jinja's own does."""

from dataclasses import dataclass

import pytest
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.utils.functional import lazystr
from jinja2 import Environment, StrictUndefined, pass_context, pass_environment, pass_eval_context
from markupsafe import Markup


@dataclass
class Shown:
    words: str

    def __html__(self):
        return f"<b>{self.words}</b>"


@pass_context
def named(context, name):
    return context[name]


@pass_eval_context
def escapes(eval_ctx):
    return eval_ctx.autoescape


@pass_environment
def is_strict(env):
    return env.undefined is StrictUndefined


VALUES = {
    "text": """<i>"Ann's" & Ben's</i>""", "safe": Markup("<i>&amp;</i>"), "none": None, "number": 4.5,
    "lazy": lazystr("<i>"), "html": Shown("x"), "rows": ["<", Markup("<")], "named": named,
    "escapes": escapes, "is_strict": is_strict,
    "first": lambda rows, at=0: rows[at],
}  # fmt: skip
TEMPLATES = (
    "{{ text }}|{{ safe }}|{{ none }}|{{ number }}|{{ lazy }}|{{ html }}",
    "<a title=\"{{ text }}\">{{ text ~ safe }}{{ rows | join('&') }}</a>",
    "{% for row in rows %}{{ row }}{{ named('row') if false else named('text') }}{% endfor %}{{ named('text') }}",
    "{% macro m(a, b='<') %}<u>{{ a }}{{ b }}</u>{% endmacro %}{{ m(text) }}{{ m(safe, b=none) }}{{ m(m('>')) }}",
    "{% macro c(a) %}{{ caller() }}{{ a }}{% endmacro %}{% call c('>') %}{{ text }}{% endcall %}",
    "{{ escapes() }}{{ is_strict() }}{{ first(rows) }}{{ first(rows, at=1) }}{{ 'a-b'.split('-')[1] }}",
    "{% autoescape false %}{{ text }}{{ m is defined }}{% endautoescape %}{% set x %}{{ text }}{% endset %}{{ x }}",
    "{{ text | upper }}{{ text | e }}{{ text | safe }}{% filter trim %}{{ text }}{% endfilter %}",
)


@pytest.mark.parametrize("template", TEMPLATES)
def test_it_writes_what_jinja_writes(template):
    ours = next(engine.env for engine in engines.all() if isinstance(engine, Jinja2))
    jinja = Environment(autoescape=True, undefined=StrictUndefined)
    # quotes are written in another of the two ways that HTML has for them
    written = ours.from_string(template).render(VALUES).replace("&quot;", "&#34;").replace("&#x27;", "&#39;")
    assert written == jinja.from_string(template).render(VALUES)
