"""Funds that a partnership can start from: the three of form B3, with objectives as printed (S002-182 to -184)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Ready:
    title: str
    short_name: str
    objectives: tuple[str, ...]  # one that begins with a dash stands inside the one before it


READY = {
    "pdf": Ready(
        "Partnership Development Fund",
        "PDF",
        (
            "Capacity building, such as", "- IT systems", "- Project management", "- Data analysis",
            "Cross-boundary initiatives", "Pilot projects", "Disseminating good practice",
        ),
    ),
    "cad": Ready(
        "Communities Against Drugs",
        "CAD",
        ("Disrupting drugs market", "Tackling drug-related crime", "Strengthening communities to resist"),
    ),
    "sci": Ready(
        "Safer Communities Initiative",
        "SCI",
        (
            "Fund interventions to tackle", "- Locations (crime hotspots)", "- Victims (repeat victimisation)",
            "- Offenders (persistent offenders)", "Cross-boundary initiatives", "Targeted police operations",
            "Some capacity building (supporting strategy)",
        ),
    ),
}  # fmt: skip
