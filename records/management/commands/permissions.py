"""``docs/permissions.md``: each permission and the rule that answers it, as the code has them."""

import ast
import sys
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand
from rules.permissions import permissions

HEAD = """# Who may do what

Each permission, and whom it is given to: written from the code by `manage.py permissions --write`.
Names such as *officer* and *chair* are explained in the rooms' `rules.py`.
Knowing that a record exists is another question, answered by `records/querysets.py`.
"""


def document():
    parts, room = [HEAD], ""
    for name, rule in sorted(permissions.items()):
        label, _, verb = name.partition(".")
        if label != room:
            room = label
            parts.append(f"\n## {room}\n\n| Permission | Who |\n|---|---|\n")
        parts.append(f"| {verb} | {said(rule)} |\n")
    return "".join(parts)


def said(rule):
    """A rule in words: ``((is_officer | is_chair) & ~is_named)`` is "(officer or chair) and not named"."""
    return _words(ast.parse(rule.name, mode="eval").body)


def _words(node):
    if isinstance(node, ast.Name):
        return node.id.removeprefix("is_").replace("_", " ")
    if isinstance(node, ast.UnaryOp):
        return f"not {_inner(node.operand, None)}"
    joint = " and " if isinstance(node.op, ast.BitAnd) else " or "
    return joint.join(_inner(part, node.op) for part in _parts(node, type(node.op)))


def _parts(node, operation):
    """Of ``a | (b | c)``: a, b and c."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, operation):
        return [*_parts(node.left, operation), *_parts(node.right, operation)]
    return [node]


def _inner(node, around):
    return f"({_words(node)})" if isinstance(node, ast.BinOp) and node.op is not around else _words(node)


class Command(BaseCommand):
    help = "Print who may do what, from the rules in the code. --write keeps it as docs/permissions.md."

    def add_arguments(self, parser):
        parser.add_argument("--write", action="store_true", help="write docs/permissions.md")
        parser.add_argument(
            "--check", action="store_true", help="exit with 1 if the file says something else"
        )

    def handle(self, *args, write, check, **options):
        file, text = Path(settings.BASE_DIR, "docs", "permissions.md"), document()
        if write:
            file.write_text(text)
        elif check:
            if not file.exists() or file.read_text() != text:
                self.stderr.write(
                    "docs/permissions.md is not what the code says. Run: manage.py permissions --write"
                )
                sys.exit(1)
        else:
            self.stdout.write(text)
