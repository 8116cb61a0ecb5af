from django.db.models import TextChoices


class Part(TextChoices):
    """What stands beside the text of an assessment, one row after the other."""

    STATEMENT = "statement", "Statement of evidence"
    VIEW = "view", "What the public said"
    GAP = "gap", "What is not known"
    RECEPTION = "reception", "To whom it was sent"
