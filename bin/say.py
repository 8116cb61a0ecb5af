"""What the commands say while they work: one line a step, and on failure what to do by hand."""

import sys
import time
from typing import NoReturn


def say(sentence: str) -> None:
    print(f"• {sentence}", flush=True)


def stop(sentence: str, code: int = 1) -> NoReturn:
    """End the command with a sentence that says how to mend it."""
    print(f"\n✗ {sentence}", file=sys.stderr, flush=True)
    raise SystemExit(code)


class Watch:
    """Seconds since it was made, as people say them."""

    def __init__(self) -> None:
        self.start = time.monotonic()

    def __str__(self) -> str:
        seconds = time.monotonic() - self.start
        return f"{seconds:.1f} s" if seconds < 100 else f"{seconds / 60:.1f} min"
