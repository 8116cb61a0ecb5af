"""The county is built once in a process, and stands in a transaction that is never committed.

Each test that asks for it works in a savepoint inside. A test that must find an empty database, or that commits, has
it taken down first; from then on its rows are put back as they were, which takes a tenth of the time of building.
"""

import pickle

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import override_settings

from partnership.models import Agency, Partnership, User
from tests.personas import build

MANY = 100  # tests; then PostgreSQL hears of the rows that were rolled back, and may sweep them
COMMITS = {"transactional_db", "live_server"}


class Standing:
    def __init__(self):
        self.block, self.used = None, 0
        self.made, self.statements = None, None

    def prepare(self, wanted):
        if not wanted or self.used >= MANY or not self.stands():
            self.take_down()
        if wanted:
            self.used += 1
            if self.block is None:
                self.put_up()

    def stands(self):
        """False where a test has closed the connection, or has broken its transaction."""
        broken = connection.needs_rollback or connection.closed_in_transaction
        return self.block is not None and connection.atomic_blocks == [self.block] and not broken

    def put_up(self):
        self.block = transaction.atomic()
        self.block.__enter__()
        try:
            self.lay()
            connection.check_constraints()
        except BaseException:
            self.take_down()
            raise

    def lay(self):
        """Its rows, where there are none of these tables; else one is built beside them."""
        if any(model.objects.exists() for model in (User, Agency, Partnership)):
            return build()
        if self.made is None:
            before = _rows()
            self.made = pickle.dumps(build())
            self.statements = list(_statements(_rows(), before))
        else:
            with connection.cursor() as cursor:
                for statement, values in self.statements:
                    cursor.execute(statement, values)
        return self.people()

    def people(self):
        return pickle.loads(self.made)

    def take_down(self):
        if self.block is not None:
            block, self.block, self.used = self.block, None, 0
            transaction.set_rollback(True)
            block.__exit__(None, None, None)


_standing = Standing()


@pytest.fixture
def county(db):
    """A test that commits, or has rows of these tables before it asks for the county, gets one of its own."""
    if _standing.block is None:
        with transaction.atomic():  # keys are asked for at the end of it
            return _standing.lay()
    return _standing.people()


@pytest.fixture(scope="session")
def standing_county(django_db_setup, django_db_blocker):
    yield _standing
    with django_db_blocker.unblock():
        _standing.take_down()


@pytest.fixture(scope="module")
def module_media(tmp_path_factory):
    return tmp_path_factory.mktemp("media")


@pytest.fixture(scope="module")
def keep(standing_county, django_db_blocker, module_media):
    """``keep(build)``: what it makes stands for all tests of a module, as the county does for all of a process.

    Its files are in ``module_media``: a test that reads them says so in its settings.
    """
    blocks = []

    def stand(build):
        files = override_settings(MEDIA_ROOT=module_media, TAKEN_FILE=module_media / "taken.log")
        with django_db_blocker.unblock(), files:
            standing_county.take_down()
            blocks.append(transaction.atomic())
            blocks[-1].__enter__()
            made = build()
            connection.check_constraints()
        return made

    yield stand
    with django_db_blocker.unblock():
        for block in blocks:
            transaction.set_rollback(True)
            block.__exit__(None, None, None)


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef, request):
    """Before a test's own transaction begins, the county stands or does not."""
    if fixturedef.argname == "_django_db_helper":
        asked = set(request.fixturenames)
        marker = request.node.get_closest_marker("django_db")
        commits = asked & COMMITS or (marker and marker.kwargs.get("transaction"))
        standing = request.getfixturevalue("standing_county")
        with request.getfixturevalue("django_db_blocker").unblock():
            standing.prepare("county" in asked and not commits)
    return (yield)


def _rows():
    """(table, columns) to its rows. The log is left out: its triggers write it anew."""
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            meta = model._meta
            if meta.managed and not meta.proxy and meta.app_label != "audit":
                names = tuple(connection.ops.quote_name(field.column) for field in meta.local_concrete_fields)
                cursor.execute(f"SELECT {', '.join(names)} FROM {connection.ops.quote_name(meta.db_table)}")
                found[meta.db_table, names] = cursor.fetchall()
    return found


def _statements(rows, before):
    for (table, names), found in rows.items():
        if added := [row for row in found if row not in before[table, names]]:
            one = f"({', '.join(['%s'] * len(names))})"
            into = f"INSERT INTO {connection.ops.quote_name(table)} ({', '.join(names)}) VALUES "
            yield into + ", ".join([one] * len(added)), [value for row in added for value in row]
