from reviews.models.ledger import (
    ActionLine,
    Assurance,
    Chase,
    Milestone,
    Recommendation,
    Serving,
)
from reviews.models.lessons import Lesson
from reviews.models.parts import Extension, Hold, LearningPoint, Told
from reviews.models.releases import Release
from reviews.models.returns import Return
from reviews.models.review import Review, ReviewKind
from reviews.models.sealed import KeyEntry

__all__ = [
    "ActionLine",
    "Assurance",
    "Chase",
    "Extension",
    "Hold",
    "KeyEntry",
    "LearningPoint",
    "Lesson",
    "Milestone",
    "Recommendation",
    "Release",
    "Return",
    "Review",
    "ReviewKind",
    "Serving",
    "Told",
]
