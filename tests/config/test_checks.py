"""Each deployment check is silent on a well-set installation, and names the remedy on another."""

import pytest

from config import checks

pytestmark = pytest.mark.everywhere  # of the settings, which differ

WELL_SET = {
    "SECRET_KEY": "k" * 60,
    "SECRET_KEY_GIVEN": True,
    "PORTAL_URL": "https://portal.example.org",
    "ALLOWED_HOSTS": ["portal.example.org"],
    "ALLAUTH_TRUSTED_PROXY_COUNT": 1,
    "DEBUG": False,
    "DEMONSTRATION": False,
    "PORTAL_TODAY": "",
    "SECOND_FACTOR_REQUIRED": True,
    "REDIS_URL": "redis://broker:6379/0",
    "MAIL_URL": "smtp://mail:587/",
    "DEFAULT_FROM_EMAIL": "Portal <portal@example.org>",
    "OIDC_BY_ID": {},
    "CLAMAV_SOCKET": "/run/clamav/clamd.sock",
    "STOLEN_PASSWORDS": "/etc/portal/stolen.txt",
}
ALL = [
    checks.secrets_are_set,
    checks.address_is_safe,
    checks.nothing_is_for_show,
    checks.services_are_there,
    checks.agencies_vouch_for_their_own,
    checks.what_comes_in_is_looked_at,
    checks.nothing_travels_in_the_clear,
]
DIRECTORY = {"id": "police", "agency": "Northshire Police", "server_url": "https://login.example"}


@pytest.fixture
def well_set(settings):
    for name, value in WELL_SET.items():
        setattr(settings, name, value)
    settings.DATABASES["default"]["ENGINE"] = "django.db.backends.postgresql"
    return settings


def found():
    return {finding.id: finding for check in ALL for finding in check(None)}


@pytest.fixture(autouse=True)
def _engine_as_before(settings):
    engine = settings.DATABASES["default"]["ENGINE"]
    yield
    settings.DATABASES["default"]["ENGINE"] = engine


def test_a_well_set_installation_has_no_findings(well_set):
    assert found() == {}


@pytest.mark.parametrize(
    ("name", "value", "number", "remedy"),
    [
        ("SECRET_KEY_GIVEN", False, "E001", "Set SECRET_KEY"),
        ("SECRET_KEY", "short", "E002", "50 or more"),
        ("PORTAL_URL", "http://portal.example.org", "E003", "beginning with https://"),
        ("ALLOWED_HOSTS", ["*"], "E004", "Set ALLOWED_HOSTS=portal.example.org"),
        ("ALLAUTH_TRUSTED_PROXY_COUNT", 0, "W005", "Set TRUSTED_PROXIES"),
        ("DEBUG", True, "E006", "Set DEBUG=false"),
        ("DEMONSTRATION", True, "E007", "Set PORTAL_DEMONSTRATION=false"),
        ("PORTAL_TODAY", "2026-01-01", "E008", "Leave PORTAL_TODAY out"),
        ("SECOND_FACTOR_REQUIRED", False, "W009", "Set SECOND_FACTOR_REQUIRED=true"),
        ("REDIS_URL", "", "E011", "Set REDIS_URL="),
        ("MAIL_URL", "", "E012", "Set MAIL_URL="),
        ("DEFAULT_FROM_EMAIL", "Portal <portal@localhost>", "W013", "Set MAIL_FROM"),
        ("OIDC_BY_ID", {"police": DIRECTORY | {"server_url": "http://login.example"}}, "E014", "https://"),
        ("OIDC_BY_ID", {"police": DIRECTORY}, "W015", '"domains"'),
        ("CLAMAV_SOCKET", "", "W016", "Set CLAMAV_SOCKET="),
        ("STOLEN_PASSWORDS", "", "W017", "Set STOLEN_PASSWORDS"),
        ("REDIS_URL", "redis://broker.example.org:6379/0", "W019", "rediss://"),
        ("MAIL_URL", "smtp://mail.example.org:587/", "W020", "?tls=true"),
    ],
)
def test_each_lack_is_named_with_its_remedy(name, value, number, remedy, well_set):
    setattr(well_set, name, value)

    assert remedy in found()[f"portal.{number}"].hint


@pytest.mark.parametrize("sslmode", [None, "require"])
def test_a_database_elsewhere_shows_its_certificate(sslmode, well_set, monkeypatch):
    monkeypatch.setitem(well_set.DATABASES["default"], "HOST", "database.example.org")
    monkeypatch.setitem(well_set.DATABASES["default"], "OPTIONS", {"sslmode": sslmode} if sslmode else {})
    assert "sslmode=verify-full" in found()["portal.W018"].hint

    monkeypatch.setitem(well_set.DATABASES["default"], "OPTIONS", {"sslmode": "verify-full"})
    assert "portal.W018" not in found()


def test_sqlite_is_for_one_machine(well_set):
    well_set.DATABASES["default"]["ENGINE"] = "django.db.backends.sqlite3"

    assert "Set DATABASE_URL=postgres://" in found()["portal.E010"].hint
