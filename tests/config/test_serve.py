import os
import subprocess
import sys

import pytest

LOADED = """
from config.serve import load
load()
import sys
from django.db import connection
assert connection.connection is None, "a connection to the database would be shared by the workers"
assert "meetings.views.minutes" in sys.modules
"""


@pytest.mark.everywhere
def test_what_is_loaded_before_the_workers_are_made_opens_no_connection(tmp_path):
    env = os.environ | {
        "PORTAL_VAR": str(tmp_path),
        "STATICFILES_STORAGE": "django.contrib.staticfiles.storage.StaticFilesStorage",
    }
    done = subprocess.run([sys.executable, "-c", LOADED], env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
