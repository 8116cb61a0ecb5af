"""Every address of the portal, and with what each is asked: real objects of the county, for every persona."""

from dataclasses import dataclass

from django.urls import URLPattern, get_resolver


@dataclass(frozen=True)
class Address:
    name: str  # "meetings:detail"
    route: str
    params: tuple[str, ...]
    view: object


def addresses():
    return sorted(_walk(get_resolver()), key=lambda address: (address.route, address.name))


def _walk(resolver, route="", space="", params=()):
    for entry in resolver.url_patterns:
        here = f"{route}{entry.pattern}"
        named = tuple(getattr(entry.pattern, "converters", ())) or tuple(entry.pattern.regex.groupindex)
        if isinstance(entry, URLPattern):
            yield Address(f"{space}{entry.name}", here, params + named, entry.callback)
        else:
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _walk(entry, here, inner, params + named)
