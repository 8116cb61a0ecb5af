import factory
from django.contrib.auth.models import Group
from factory.django import DjangoModelFactory

from partnership.models import (
    Agency,
    Agreement,
    Area,
    Body,
    Membership,
    Partner,
    Partnership,
    Person,
    Post,
    Role,
    Seat,
    User,
)


class GroupFactory(DjangoModelFactory):
    class Meta:
        model = Group

    name = factory.Sequence("Group {}".format)


class AreaFactory(DjangoModelFactory):
    class Meta:
        model = Area

    name = factory.Sequence("Area {}".format)
    kind = Area.Kind.DISTRICT


class AgencyFactory(DjangoModelFactory):
    class Meta:
        model = Agency

    name = factory.Sequence("Agency {}".format)
    kind = Agency.Kind.COUNCIL
    sector = Agency.Sector.STATUTORY
    group = factory.SubFactory(GroupFactory)


class PartnershipFactory(DjangoModelFactory):
    class Meta:
        model = Partnership

    name = factory.Sequence("Partnership {}".format)
    slug = factory.Sequence("partnership-{}".format)


class PartnerFactory(DjangoModelFactory):
    class Meta:
        model = Partner

    partnership = factory.SubFactory(PartnershipFactory)
    agency = factory.SubFactory(AgencyFactory)
    rank = Partner.Rank.RESPONSIBLE


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person

    given_name = "Officer"
    family_name = factory.Sequence("Number {}".format)


class PostFactory(DjangoModelFactory):
    class Meta:
        model = Post

    person = factory.SubFactory(PersonFactory)
    agency = factory.SubFactory(AgencyFactory)
    title = "Officer"


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    person = factory.SubFactory(PersonFactory)
    email = factory.Sequence("person{}@example.org".format)
    password = "!"  # no password: tests sign people in directly


class RoleFactory(DjangoModelFactory):
    class Meta:
        model = Role

    person = factory.SubFactory(PersonFactory)
    partnership = factory.SubFactory(PartnershipFactory)
    kind = Role.Kind.OFFICER


class BodyFactory(DjangoModelFactory):
    class Meta:
        model = Body

    partnership = factory.SubFactory(PartnershipFactory)
    name = factory.Sequence("Body {}".format)
    slug = factory.Sequence("body-{}".format)
    kind = Body.Kind.STRATEGIC


class SeatFactory(DjangoModelFactory):
    class Meta:
        model = Seat

    body = factory.SubFactory(BodyFactory)
    title = factory.Sequence("Seat {}".format)
    category = Seat.Category.CORE
    is_voting = True


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    seat = factory.SubFactory(SeatFactory)
    person = factory.SubFactory(PersonFactory)


class AgreementFactory(DjangoModelFactory):
    class Meta:
        model = Agreement

    partnership = factory.SubFactory(PartnershipFactory)
    title = factory.Sequence("Agreement {}".format)
    purposes = "Operational work\nStrategic assessment"
