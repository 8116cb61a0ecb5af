"""How a reference, a day or a month looks in a text. Pure data."""

import re

from design.filters import MONTHS

MONTH = "|".join(name for name in MONTHS)
REFERENCE = re.compile(r"\b\w+-[A-Z]{2,4}-\d{4}-\d{4,}\b", re.IGNORECASE)
DAY = re.compile(
    rf"\b\d{{1,2}}(st|nd|rd|th)?\s+(of\s+)?({MONTH})\b|\b({MONTH})\s+\d{{1,2}}(st|nd|rd|th)?\b|"
    rf"\b({MONTH})\s+\d{{4}}\b|\b\d{{4}}-\d{{2}}-\d{{2}}\b|\b\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}\b",
    re.IGNORECASE,
)
