"""Every variable that the settings read is on the administrators' page."""

import os
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).parents[2]


def test_every_variable_is_explained():
    read = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', (ROOT / "config" / "settings.py").read_text()))
    explained = set(
        re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "docs/administrators/settings.md").read_text(), re.M)
    )
    assert read == explained


def read_anew(monkeypatch, tmp_path, **env):
    for name, value in {"PORTAL_VAR": str(tmp_path), **env}.items():
        monkeypatch.setenv(name, value)
    return runpy.run_path(str(ROOT / "config" / "settings.py"))


@pytest.mark.parametrize(
    ("name", "value", "remedy"),
    [
        ("PORTAL_URL", "portal.example.org", "write the address that people type, such as https://"),
        ("PORTAL_URL", "HTTPS://portal.example.org", "write the address that people type, such as https://"),
        ("PORTAL_URL", "https://example.org/portal", "write the address that people type, such as https://"),
        ("PORTAL_TODAY", "8 June 2026", "write a day such as 2026-06-08, or nothing"),
        ("PORTAL_TODAY", "2026-02-29", "write a day such as 2026-06-08, or nothing"),
        ("PORTAL_REFERENCE_PREFIX", "CSP/N", "two to eight capital letters and figures"),
        ("ISSUE_REVIEW_DAYS", "-3", "write a whole number from 1 to 10000, such as 14"),
        ("SESSION_IDLE_MINUTES", "0", "write a whole number from 1 to 10000, such as 60"),
        ("UPLOAD_LIMIT_MB", "20 MB", "write a whole number from 1 to 10000, such as 20"),
        ("TRUSTED_PROXIES", "-1", "write a whole number from 0"),
        ("REDIS_URL", "broker:6379", "write redis://host:6379/0"),
        ("LOG_LEVEL", "loud", "write DEBUG, INFO, WARNING, ERROR or CRITICAL"),
        ("DEBUG", "perhaps", "write true or false"),
    ],
)
def test_a_value_that_makes_no_sense_stops_the_start_and_says_what_to_write(
    monkeypatch, tmp_path, name, value, remedy
):
    with pytest.raises(ImproperlyConfigured, match=f"^{name}") as stopped:
        read_anew(monkeypatch, tmp_path, **{name: value})
    assert remedy in str(stopped.value)


def test_what_is_empty_is_not_set(monkeypatch, tmp_path):
    """A line of .env with nothing after the sign: the second factor stays asked for, and references keep a prefix."""
    names = ("SECOND_FACTOR_REQUIRED", "PORTAL_DEMONSTRATION", "PORTAL_REFERENCE_PREFIX", "TAKEN_FILE")
    read = read_anew(monkeypatch, tmp_path, **dict.fromkeys(names, ""))
    assert read["SECOND_FACTOR_REQUIRED"]
    assert read["REFERENCE_PREFIX"] == "CSP"
    assert read["TAKEN_FILE"] == tmp_path / "media" / "taken.log"


AS_IT_RUNS = """
import django; django.setup()
from django.conf import settings
from django.contrib.auth.hashers import make_password
print(make_password("three pale words").split("$")[:4])
print(settings.SESSION_SERIALIZER, settings.DEBUG, settings.SECOND_FACTOR_REQUIRED)
"""


def test_without_a_word_said_the_portal_is_closed_and_hashes_slowly(tmp_path):
    """As it runs, and not as it is tested: here passwords are hashed quickly."""
    env = {
        name: value for name, value in os.environ.items() if name not in ("DEBUG", "SECOND_FACTOR_REQUIRED")
    }
    env |= {"DJANGO_SETTINGS_MODULE": "config.settings", "PORTAL_VAR": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", AS_IT_RUNS], env=env, capture_output=True, text=True)
    scrypt, rest = done.stdout.splitlines()
    assert re.fullmatch(r"\['scrypt', '16384', '\w+', '8'\]", scrypt), scrypt
    assert rest == ("django.contrib.sessions.serializers.JSONSerializer False True")
