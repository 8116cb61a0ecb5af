"""The GOV.UK Frontend components, as the Land Registry keeps them in Jinja, callable from Python and templates.

The components rest on absent parameters being empty; the portal's own templates must not, or a misspelt name
would print nothing. So the components are compiled in an environment of their own, forgiving, and the portal's
environment, strict, borrows them by name.
"""

from functools import cache, lru_cache

from django.utils.safestring import SafeString, mark_safe
from jinja2 import BaseLoader, ChainableUndefined, Environment, PackageLoader, PrefixLoader

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
    asked = _Asked(component, _present(params))
    return asked.draw() if asked.is_own or asked.is_long else _kept(asked)


class _Asked:
    """A component and its parameters, which alone say what it looks like. Safe and unsafe text are not the same."""

    __slots__ = ("component", "is_long", "is_own", "key", "params")

    def __init__(self, component, params):
        self.component, self.params = component, params
        self.is_own = "errorMessage" in params or _is_filled(params)  # says what somebody has entered
        items = params.get("items", ())
        self.is_long = len(items) > MOST_KEPT
        self.key = None if self.is_own or self.is_long else (component, _frozen(params))

    def __hash__(self):
        return hash(self.key)

    def __eq__(self, other):
        return self.key == other.key

    def draw(self):
        return mark_safe(_macro(self.component)(self.params))


MOST_KEPT = 60  # items


@lru_cache(maxsize=128)
def _kept(asked):
    """Empty fields are drawn the same again and again, and the macros are slow. What people enter is not kept."""
    return asked.draw()


def _is_filled(params):
    boxes = params.get("items", ()) if "namePrefix" in params else (params,)
    return any(box.get("value") for box in boxes)


def _frozen(value):
    if isinstance(value, dict):
        return tuple((key, _frozen(inner)) for key, inner in value.items())
    if isinstance(value, list):
        return tuple(map(_frozen, value))
    return type(value), value


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
