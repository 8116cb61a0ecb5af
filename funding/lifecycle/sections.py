"""The pages of the bid form (form B4), each saved by itself, and what stands on each."""

from dataclasses import dataclass

from django.db import models


class Section(models.TextChoices):
    EXPRESSION = "expression", "Expression of interest"
    PROJECT = "project", "The project"
    FUND = "fund", "Fund and objectives"
    TARGETS = "targets", "Targets of the strategy"
    NEED = "need", "Need"
    AREAS = "areas", "Areas"
    MONITORING = "monitoring", "Monitoring and outputs"
    MONEY = "money", "Money"
    PARTNERS = "partners", "Partners"
    DOCUMENTS = "documents", "Documents"


@dataclass(frozen=True)
class Held:
    """Columns of the bid, relations whose rows stand beside it, and relations to many."""

    columns: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    many: tuple[str, ...] = ()


HELD = {
    Section.EXPRESSION: Held(("title", "expression")),
    Section.PROJECT: Held(("title", "summary", "components", "starts_on", "ends_on", "contact_name")),
    Section.FUND: Held(("fund_year", "target_side"), many=("objectives",)),
    Section.TARGETS: Held(parts=("targets",)),
    Section.NEED: Held(("gap", "need")),
    Section.AREAS: Held(many=("areas",)),
    Section.MONITORING: Held(("monitoring",), parts=("outputs",)),
    Section.MONEY: Held(
        ("amount_capital", "amount_running", "later_none", "other_none"),
        parts=("later_years", "other_funding"),
    ),
}
WRITTEN_HERE = tuple(HELD)  # the rest have pages of their own: an agency and a document are added one by one
COLUMNS = {  # of the rows beside the bid
    "targets": ("text", "how"),
    "outputs": ("what", "target", "baseline"),
    "later_years": ("year", "amount", "source"),
    "other_funding": ("source", "amount", "state"),
}
