"""`make lock`: write the lock files anew. `make lock ARGS=--upgrade` takes newer versions where they exist.

No lock file names the place that packages come from: each machine has its own.
"""

import json
import subprocess
import sys

from bin.pins import PACKAGE_LOCK, SETS, without_addresses
from bin.say import say
from bin.setup import ROOT, UV

COMPILE = "pip compile -q --generate-hashes --no-emit-index-url --no-header --universal --python-version 3.11".split()


def main(arguments: list[str]) -> None:
    for name, groups in SETS.items():
        say(f"Locking {name}.")
        sources = [group if group == "pyproject.toml" else f"--group={group}" for group in groups]
        subprocess.run([UV, *COMPILE, *arguments, *sources, "-o", name], cwd=ROOT, check=True)
    say("Locking package-lock.json.")
    subprocess.run(["npm", "install", "--package-lock-only", "--ignore-scripts"], cwd=ROOT, check=True)
    lock = without_addresses(json.loads(PACKAGE_LOCK.read_text()))
    PACKAGE_LOCK.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
