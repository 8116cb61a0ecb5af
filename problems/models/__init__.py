"""What a problem record holds, by the stage that fills it; and what stands beside it."""

from problems.models.analysis import Analysis, Side
from problems.models.assessment import Assessment, Extent, MonthlyCount
from problems.models.header import Header, LocationType
from problems.models.issue import EmergingIssue, IssueReview
from problems.models.ladder import USUAL_STEPS, Case, CaseStep, LadderStep
from problems.models.obstacle import Obstacle
from problems.models.order import AreaOrder
from problems.models.planning import PlanLine, Planning, Response, ResponsePartner
from problems.models.play import Play, PlayResponse
from problems.models.problem import Location, Postcode, Problem, ProblemPartner
from problems.models.review import AgencyTime, Resource, Review, Round
from problems.models.scanning import InformationSource, Scanning
from problems.models.situation import Situation

__all__ = [
    "USUAL_STEPS",
    "AgencyTime",
    "Analysis",
    "AreaOrder",
    "Assessment",
    "Case",
    "CaseStep",
    "EmergingIssue",
    "Extent",
    "Header",
    "InformationSource",
    "IssueReview",
    "LadderStep",
    "Location",
    "LocationType",
    "MonthlyCount",
    "Obstacle",
    "PlanLine",
    "Planning",
    "Play",
    "PlayResponse",
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
    "Situation",
]
