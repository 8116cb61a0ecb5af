import gc
import os

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.base import BaseCache
from django.test import TransactionTestCase, override_settings
from hypothesis import HealthCheck
from hypothesis import settings as generated

from audit import triggers
from design import child

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's loop runs beside the ORM

from tests.emptying import can_empty, empty
from tests.personas import enter
from tests.smtp import smtp  # noqa: F401
from tests.standing import county, keep, module_media, pytest_fixture_setup, standing_county  # noqa: F401

# Tests count and never time: a busy machine is no reason to fail
generated.register_profile("portal", deadline=None, suppress_health_check=[HealthCheck.too_slow])
generated.load_profile("portal")


def pytest_collection_finish():
    """The classes of some seven hundred tables stay: no collection need look them over again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


DATABASE = {"db", "transactional_db", "live_server", "django_db_setup"}


def pytest_collection_modifyitems(items):
    """What asks for no database gets the marker ``alone``; ``_nothing_is_asked`` holds it to that."""
    for item in items:
        marked = any(map(item.get_closest_marker, ("django_db", "everywhere", "once")))
        if not marked and not DATABASE & set(item.fixturenames):
            item.add_marker("alone")


class _Refusing(BaseCache):
    """The cache of a test that says it asks for none."""

    def __init__(self):
        super().__init__({})

    def _refuse(self, *args, **kwargs):
        pytest.fail("This test asks the cache and no database: mark it `everywhere`.")

    add = get = set = touch = delete = clear = _refuse


@pytest.fixture(autouse=True)
def _nothing_is_asked(request):
    """A test that is run beside one database alone asks neither it, which pytest-django sees to, nor the cache."""
    if not request.node.get_closest_marker("alone"):
        yield
        return
    before = caches["default"]
    caches["default"] = _Refusing()
    yield
    caches["default"] = before


@pytest.fixture(autouse=True)
def _files_in_a_temporary_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.TAKEN_FILE = tmp_path / "taken.log"


@pytest.fixture(autouse=True, scope="session")
def _static_files_as_they_lie():
    """Unhashed, from static/: nothing has to be collected first, by the live server either."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    storages = settings.STORAGES | {"staticfiles": plain}
    with override_settings(STORAGES=storages, WHITENOISE_AUTOREFRESH=True):
        yield


@pytest.fixture(autouse=True, scope="session")
def _children_take_their_time():
    """A busy machine is no reason to call a document too large: the child's own processor time is still limited."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(child, "STARTING", 300)
        yield


@pytest.fixture(autouse=True, scope="session")
def _a_cache_for_each_process():
    """Tests that empty the cache empty their own process's: a count of queries beside them must not change."""
    cache = settings.CACHES["default"]
    if not cache.get("LOCATION"):
        yield
        return
    number = 1 + int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    with override_settings(CACHES={"default": cache | {"OPTIONS": {"db": number}}}):
        yield


@pytest.fixture(autouse=True)
def _second_factor_not_asked_for(settings):
    """People are signed in directly; the tests of signing in ask for it."""
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def sign_in(client):
    """``sign_in(county.officer)``: the test client, signed in as the person, past their second factor."""

    def as_person(user):
        return enter(client, user)

    return as_person


@pytest.fixture(autouse=True, scope="session")
def _emptying_through_the_door():
    """Tests that commit empty every table afterwards; append-only ones open to nothing but the door."""
    flush = TransactionTestCase._fixture_teardown

    def through_the_door(self):
        if can_empty():
            return empty()
        with triggers.purging():
            return flush(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", through_the_door)
        yield
