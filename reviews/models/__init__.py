from reviews.models.chronology import (
    Chronology,
    ChronologyEntry,
    ChronologyFile,
    ChronologyPart,
    Disagreement,
)
from reviews.models.parts import Extension, Hold, LearningPoint, Told
from reviews.models.returns import Return
from reviews.models.review import Review, ReviewKind
from reviews.models.sealed import KeyEntry

__all__ = ["Extension", "Hold", "KeyEntry", "LearningPoint", "Return", "Review", "ReviewKind", "Told"]
__all__ += ["Chronology", "ChronologyEntry", "ChronologyFile", "ChronologyPart", "Disagreement"]
