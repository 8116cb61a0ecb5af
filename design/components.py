"""The GOV.UK Frontend components, as the Land Registry keeps them in Jinja, callable from Python and templates.

The components rest on absent parameters being empty; the portal's own templates must not, or a misspelt name
would print nothing. So the components are compiled in an environment of their own, forgiving, and the portal's
environment, strict, borrows them by name.
"""

from functools import cache, lru_cache
from secrets import token_hex

from django.utils.safestring import SafeString, mark_safe
from jinja2 import BaseLoader, ChainableUndefined, Environment, PackageLoader, PrefixLoader
from markupsafe import escape

PREFIX = "govuk_frontend_jinja"


@cache
def environment() -> Environment:
    return Environment(
        loader=PrefixLoader({PREFIX: PackageLoader(PREFIX)}),
        autoescape=True,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=ChainableUndefined,
        cache_size=-1,
    )


class ComponentLoader(BaseLoader):
    """Lets `{% from "govuk_frontend_jinja/…" import … %}` in the portal's templates find the components."""

    def load(self, environment_, name, globals=None):
        return environment().get_template(name, globals=globals)

    def list_templates(self):
        return []  # the portal's own are listed by its own loader


def render(component: str, **params) -> SafeString:
    """The markup of a component: `render("button", text="Save")`. Parameters that are None count as absent."""
    params, entered = _set_apart(component, params)
    asked = _Asked(component, params, is_filled=not entered and _is_filled(params))
    drawn = asked.draw() if asked.is_own or asked.is_long else _kept(asked)
    for mark, value in entered:
        drawn = drawn.replace(mark, escape(value))
    return mark_safe(drawn) if entered else drawn


class _Asked:
    """A component and its parameters, which alone say what it looks like. Safe and unsafe text are not the same."""

    __slots__ = ("component", "is_long", "is_own", "key", "params")

    def __init__(self, component, params, *, is_filled):
        self.component, self.params = component, params
        self.is_own = params.get("errorMessage") is not None or is_filled  # says what somebody has entered
        self.is_long = len(params.get("items") or ()) > MOST_KEPT
        self.key = None if self.is_own or self.is_long else (component, _frozen(params))

    def __hash__(self):
        return hash(self.key)

    def __eq__(self, other):
        return self.key == other.key

    def draw(self):
        return mark_safe(_macro(self.component)(_present(self.params)))


BOXES = {"input", "textarea", "character-count"}  # they show their value as it is, once
PLACE = token_hex(8)  # where one goes: a word that nobody can have written elsewhere in a field


def _set_apart(component, params):
    """The parameters with a mark in the place of each value that was entered; and (mark, value) of these."""
    if component in BOXES and params.get("value"):
        value = params["value"]
        if component != "input" and str(value).startswith(("\n", "\r")):
            value = mark_safe(f"\n{escape(value)}")  # browsers drop the first line break of a text area
        return params | {"value": f"{PLACE}-0"}, [(f"{PLACE}-0", value)]
    if params.get("namePrefix") is None:
        return params, []
    items = [
        item | {"value": f"{PLACE}-{number}"} if item.get("value") else item
        for number, item in enumerate(params["items"])
    ]
    entered = [
        (item["value"], own["value"])
        for item, own in zip(items, params["items"], strict=True)
        if item is not own
    ]
    return params | {"items": items}, entered


MOST_KEPT = 60  # items


@lru_cache(maxsize=128)
def _kept(asked):
    """Fields are drawn the same again and again, and the macros are slow. What people enter is not kept."""
    return asked.draw()


def _is_filled(params):
    return bool(params.get("value"))


def _frozen(value):
    kind = type(value)
    if kind is str:
        return value
    if kind is dict:
        return tuple([(key, _frozen(inner)) for key, inner in value.items() if inner is not None])
    if kind is list:
        return tuple([_frozen(inner) for inner in value])
    return kind, value


def date_input(name: str, parts: tuple[str, str, str], **params) -> SafeString:
    """Day, month and year. The boxes take words too ("June"), so no number pad is forced on anyone."""
    error = " govuk-input--error" if "errorMessage" in params else ""
    items = [
        {"name": part, "value": value, "classes": f"govuk-input--width-{width}{error}", "inputmode": "text"}
        for part, width, value in zip(("day", "month", "year"), (2, 2, 4), parts, strict=True)
    ]
    return render("date-input", namePrefix=name, items=items, **params)


@lru_cache(maxsize=64)
def _macro(component: str):
    name = "govuk" + "".join(word.capitalize() for word in component.split("-"))
    return getattr(environment().get_template(f"{PREFIX}/components/{component}/macro.html").module, name)


def _present(value):
    if isinstance(value, dict):
        return {key: _present(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [_present(inner) for inner in value]
    return value
