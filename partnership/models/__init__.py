"""People and places: who there is, whom they speak for, and where they sit."""

from partnership.models.agencies import Agency, AgencyAlias, AgencyLink, AgencyUnit
from partnership.models.agreements import Agreement, AgreementParty
from partnership.models.areas import Area, AreaOverlap
from partnership.models.bodies import Accreditation, Body, BodyAlias, TermsOfReference
from partnership.models.partnerships import Partner, Partnership, Role
from partnership.models.people import Person, PersonAlias, Post
from partnership.models.seats import Membership, Seat
from partnership.models.topics import Topic, TopicContact
from partnership.models.users import User

__all__ = [
    "Accreditation",
    "Agency",
    "AgencyAlias",
    "AgencyLink",
    "AgencyUnit",
    "Agreement",
    "AgreementParty",
    "Area",
    "AreaOverlap",
    "Body",
    "BodyAlias",
    "Membership",
    "Partner",
    "Partnership",
    "Person",
    "PersonAlias",
    "Post",
    "Role",
    "Seat",
    "TermsOfReference",
    "Topic",
    "TopicContact",
    "User",
]
