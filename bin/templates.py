"""Every Jinja template compiles, uses what it takes, which exists, and makes links to pages that exist.

Jinja finds these faults only when a page is shown; this finds them in all templates at once.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import django
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.urls import get_resolver
from jinja2 import Environment, TemplateNotFound, TemplateSyntaxError, meta, nodes

from bin.say import stop


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    engine = engines["jinja2"]
    if not isinstance(engine, Jinja2):
        stop("config/settings.py: the template engine called jinja2 is another one.")
    names = url_names(get_resolver())
    files = [
        path for folder in engine.template_dirs for path in sorted(Path(folder).rglob("*")) if path.is_file()
    ]
    if found := [f"{path}:{problem}" for path in files for problem in problems(path, engine.env, names)]:
        stop("\n".join(found))


def problems(path: Path, env: Environment, names: set[str]) -> Iterator[str]:
    """Each fault, after its line."""
    source = path.read_text()
    try:
        env.compile(source, filename=str(path))
        tree = env.parse(source)
    except TemplateSyntaxError as error:
        yield f"{error.lineno}: {error.message}"
        return
    for name in meta.find_referenced_templates(tree):
        if name is not None and not exists(env, name):
            yield f"1: names the template {name}, which does not exist"
    for taken in tree.find_all(nodes.FromImport):
        yield from (f"{taken.lineno}: {said}" for said in (*missing(env, taken), *unused(tree, taken)))
    for call in tree.find_all(nodes.Call):
        address = constant_url(call)
        if address is not None and address not in names:
            yield f"{call.lineno}: links to {address}, which no address is called"


def missing(env: Environment, taken: nodes.FromImport) -> Iterator[str]:
    """What is taken from a template that has no such macro or value."""
    name = taken.template.value if isinstance(taken.template, nodes.Const) else None
    if name is None or env.loader is None or not exists(env, name):
        return
    body = env.parse(env.loader.get_source(env, name)[0]).body
    there = {node.name for node in body if isinstance(node, nodes.Macro)}
    there |= {
        node.target.name
        for node in body
        if isinstance(node, nodes.Assign) and isinstance(node.target, nodes.Name)
    }
    for one in taken.names:
        wanted = one[0] if isinstance(one, tuple) else one
        if wanted not in there:
            yield f"takes {wanted} from {name}, which has none"


def unused(tree: nodes.Template, taken: nodes.FromImport) -> Iterator[str]:
    """What is taken and never named again."""
    named = {node.name for node in tree.find_all(nodes.Name)}
    for one in taken.names:
        called = one[1] if isinstance(one, tuple) else one
        if called not in named:
            yield f"takes {called} and does not use it"


def exists(env: Environment, name: str) -> bool:
    try:
        env.get_template(name)
    except TemplateNotFound:
        return False
    except TemplateSyntaxError:
        pass  # said where that template itself is read
    return True


def constant_url(call: nodes.Call) -> str | None:
    """The name in ``url("meetings:list")``; None for any other call and for a name worked out while it runs."""
    if isinstance(call.node, nodes.Name) and call.node.name == "url" and call.args:
        first = call.args[0]
        return first.value if isinstance(first, nodes.Const) else None
    return None


def url_names(resolver, space: str = "") -> set[str]:
    names = {space + key for key in resolver.reverse_dict if isinstance(key, str)}
    for prefix, (_, inner) in resolver.namespace_dict.items():
        names |= url_names(inner, f"{space}{prefix}:")
    return names


if __name__ == "__main__":
    main()
