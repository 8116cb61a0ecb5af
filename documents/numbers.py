"""Version numbers (S004-04): drafts count up below the next whole number; what is agreed starts at 1.0."""

import re

PATTERN = re.compile(r"(\d{1,3})\.(\d{1,3})")


def parts(number):
    """``0.10`` as (0, 10), so that it follows 0.9; None where it is not a version number."""
    match = PATTERN.fullmatch(number or "")
    return (int(match[1]), int(match[2])) if match else None


def next_draft(newest=""):
    whole, draft = parts(newest) or (0, 0)
    return f"{whole}.{draft + 1}"


def next_agreed(newest=""):
    whole, _ = parts(newest) or (0, 0)
    return f"{whole + 1}.0"


def refusals(number, newest=""):
    """Why a draft cannot have this number."""
    wanted = parts(number)
    if wanted is None:
        yield "Write the version as two numbers with a full stop between, such as 0.2."
    elif wanted <= (parts(newest) or (0, 0)):
        yield f"Version {number} would not follow {newest or '0.0'}. The next is {next_draft(newest)}."
    elif wanted >= parts(next_agreed(newest)):
        yield f"Drafts stay below {next_agreed(newest)}. The document gets that number when it is agreed."
