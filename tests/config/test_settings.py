"""Every variable that the settings read is on the administrators' page."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_variable_is_explained():
    read = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', (ROOT / "config" / "settings.py").read_text()))
    explained = set(
        re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "docs/administrators/settings.md").read_text(), re.M)
    )
    assert read == explained


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
