"""Every variable that the settings read is on the administrators' page."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_variable_is_explained():
    read = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', (ROOT / "config" / "settings.py").read_text()))
    explained = set(
        re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "docs/administrators/settings.md").read_text(), re.M)
    )
    assert read == explained
