from funding.models.bids import Bid, BidOutput, BidPartner, BidTarget, LaterYear, OtherFunding, Supporter
from funding.models.calls import CallFund, FundingCall
from funding.models.commissioned import Intake, Service, ServiceMeasure
from funding.models.decisions import Condition, Decision, Recommendation
from funding.models.delivery import (
    Clawback,
    Evaluation,
    Instalment,
    MonitoringReturn,
    ReturnValue,
    Variation,
)
from funding.models.funds import (
    Allocation,
    Contribution,
    Fund,
    FunderReturn,
    FundYear,
    Holding,
    Objective,
    PortfolioRule,
)
from funding.models.ledger import Entry, Virement
from funding.models.milestones import Milestone
from funding.models.outside import OutsideBid
from funding.models.plans import CostSplit, Plan, PlanLine, Share
from funding.models.proposals import Proposal, ProposalSet
from funding.models.registrations import Registration
from funding.models.scoring import (
    Assignment,
    Criterion,
    Interest,
    Label,
    Moderation,
    Scheme,
    Score,
    ScoringForm,
)
from funding.models.training import Training

__all__ = [
    "Allocation", "Assignment", "Bid", "BidOutput", "BidPartner", "BidTarget", "CallFund", "Clawback",
    "Condition", "Contribution", "CostSplit", "Criterion", "Decision", "Entry", "Evaluation", "Fund",
    "FundYear", "FunderReturn", "FundingCall", "Holding", "Instalment", "Intake", "Interest", "Label",
    "LaterYear", "Milestone", "Moderation", "MonitoringReturn", "Objective", "OtherFunding", "OutsideBid",
    "Plan", "PlanLine", "PortfolioRule", "Proposal", "ProposalSet", "Recommendation", "Registration",
    "ReturnValue", "Scheme", "Score", "ScoringForm", "Service", "ServiceMeasure", "Share", "Supporter",
    "Training", "Variation", "Virement",
]  # fmt: skip
