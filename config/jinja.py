"""The portal's Jinja environment: strict, escaping, with the words and addresses that every page needs."""

from django.contrib.messages import get_messages
from django_htmx.jinja import htmx_script
from jinja2 import ChoiceLoader, Environment, StrictUndefined

from audit import clock
from design import addresses, filters, pages, renderer
from design.components import ComponentLoader


def environment(**options) -> Environment:
    options["loader"] = ChoiceLoader([options["loader"], ComponentLoader()])
    options.update(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, cache_size=-1)
    env = Environment(**options)  # noqa: S701 -- Django turns autoescape on
    env.filters.update(filters.FILTERS, due=lambda on: filters.due(on, clock.today()))
    env.globals.update(
        now=clock.now,
        today=clock.today,
        get_messages=get_messages,
        htmx_script=htmx_script,
        **addresses.GLOBALS,
        **renderer.GLOBALS,
        **pages.GLOBALS,
    )
    return env
