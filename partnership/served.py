"""Whom a service is for and a paper is about: one list of words for both (S003-26, S003-51)."""

from django.db import models


class Serves(models.TextChoices):
    """S003-26"""

    ADULTS = "adults", "Adults"
    CHILDREN = "children", "Children"
    BOTH = "both", "Adults and children"


VICTIMS = (
    "Very high risk victims", "Medium and high risk victims", "Lower risk victims", "Male victims",
    "Same sex relationships",
)  # fmt: skip
PERPETRATORS = ("Children who use violence", "Perpetrators")
GROUPS = VICTIMS + PERPETRATORS
CHOICES = [(group, group) for group in GROUPS]
