"""The portal's Jinja environment: strict, escaping, with the words and addresses that every page needs."""

from django.contrib.messages import get_messages
from django_htmx.jinja import htmx_script
from jinja2 import ChoiceLoader, Environment, StrictUndefined

from audit import clock
from design import addresses, filters, pages, renderer
from design.components import ComponentLoader


class PlainGlobals(Environment):
    """Globals of a template as one dictionary: Jinja's own chain of two is asked a few hundred things a page.

    What is added to the environment later than this file adds it, a template does not see.
    """

    def make_globals(self, d):
        return {**self.globals, **(d or {})}


def environment(**options) -> Environment:
    options["loader"] = ChoiceLoader([options["loader"], ComponentLoader()])
    options.update(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, cache_size=-1)
    env = PlainGlobals(**options)
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
