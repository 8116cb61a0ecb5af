from reviews.models.bundles import Bundle
from reviews.models.keeping import DestroyedPaper, Destruction, LegalHold, RetentionRule
from reviews.models.ledger import (
    ActionLine,
    Assurance,
    Chase,
    Milestone,
    Recommendation,
    Serving,
)
from reviews.models.lessons import Lesson
from reviews.models.notified import DeathReport
from reviews.models.parts import Extension, Hold, LearningPoint, Told
from reviews.models.releases import Release
from reviews.models.returns import Return
from reviews.models.review import Review, ReviewKind
from reviews.models.sealed import KeyEntry

__all__ = [
    "ActionLine",
    "Assurance",
    "Bundle",
    "Chase",
    "DeathReport",
    "DestroyedPaper",
    "Destruction",
    "Extension",
    "Hold",
    "KeyEntry",
    "LearningPoint",
    "LegalHold",
    "Lesson",
    "Milestone",
    "Recommendation",
    "Release",
    "RetentionRule",
    "Return",
    "Review",
    "ReviewKind",
    "Serving",
    "Told",
]
