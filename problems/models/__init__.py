"""What a problem record holds, by the stage that fills it; and what stands beside it."""

from problems.models.analysis import Analysis, Side
from problems.models.assessment import Assessment, Extent, MonthlyCount
from problems.models.header import Header, LocationType
from problems.models.issue import Issue, IssueReview
from problems.models.planning import PlanLine, Planning, Response, ResponsePartner
from problems.models.problem import Location, Postcode, Problem, ProblemPartner
from problems.models.review import AgencyTime, Resource, Review, Round
from problems.models.scanning import InformationSource, Scanning

__all__ = [
    "AgencyTime",
    "Analysis",
    "Assessment",
    "Extent",
    "Header",
    "InformationSource",
    "Issue",
    "IssueReview",
    "Location",
    "LocationType",
    "MonthlyCount",
    "PlanLine",
    "Planning",
    "Postcode",
    "Problem",
    "ProblemPartner",
    "Resource",
    "Response",
    "ResponsePartner",
    "Review",
    "Round",
    "Scanning",
    "Side",
]
