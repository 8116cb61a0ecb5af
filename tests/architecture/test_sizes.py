"""Size budgets: what can be read at a glance is read."""

import ast
from statistics import quantiles

from tests.architecture.source import ROOT, modules, name, tree


def function_lengths():
    for path in modules():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef):
                first = min([node.lineno, *(d.lineno for d in node.decorator_list)])
                yield f"{name(path)}:{node.name}", node.end_lineno - first + 1


def module_lengths():
    return {name(path): len(path.read_text().splitlines()) for path in modules()}


def p90(lengths):
    return quantiles(lengths, n=10)[-1]


def test_functions_are_short():
    lengths = dict(function_lengths())
    assert {where: n for where, n in lengths.items() if n > 60} == {}
    assert p90(lengths.values()) <= 25


def test_modules_are_short():
    lengths = module_lengths()
    assert {where: n for where, n in lengths.items() if n > 500} == {}
    assert p90(lengths.values()) <= 250


def test_templates_are_short():
    lengths = {name(p): len(p.read_text().splitlines()) for p in (ROOT / "templates").rglob("*.html")}
    assert {where: n for where, n in lengths.items() if n > 120} == {}
