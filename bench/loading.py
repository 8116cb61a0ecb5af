"""The county, in two helpings: few records at first, so that growth can be told."""

from django.db import connection

from bench import county, scenes
from bench.copying import Loader
from bench.sizes import Size
from bin.say import Watch, say


def first(size: Size) -> None:
    watch = Watch()
    with (
        connection.cursor() as cursor
    ):  # what search knows of a record is written by a trigger, for the loader too
        cursor.execute("ALTER TABLE records_searchentry ENABLE ALWAYS TRIGGER records_search_reach")
    with Loader() as load:
        county.people_and_places(load, size)
    with Loader() as load:
        scenes.stage(load, size.versions)
    with Loader() as load:
        county.records(load, range(size.at_first))
    settle()
    people = size.partnerships * size.people
    say(
        f"Wrote {size.partnerships} partnerships, {people:,} people and {size.at_first:,} records in {watch}."
    )


def rest(size: Size) -> None:
    watch = Watch()
    with Loader() as load:
        county.records(load, range(size.at_first, size.records))
    with Loader() as load:
        county.grants(load, size.grants)
        county.events(load, size.events)
    settle()
    say(f"Wrote {size.records:,} records, {size.grants:,} grants and {size.events:,} events in {watch}.")


def settle() -> None:
    """What autovacuum would have done by the time people come."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
