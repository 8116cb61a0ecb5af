"""The categories of data.police.uk, and what its files called them at other times.

Fourteen since June 2013. Before, bicycle theft and theft from the person stood under other theft, weapons and public
order under one, and violence went by another name; the file that explains the categories writes them in title case.
Numbers are kept in the rows and never change.
"""

from django.db import models

SINCE = "2013-06"  # counts of categories that were split then do not compare across it


class Category(models.IntegerChoices):
    UNKNOWN = 0, "Category not known"
    ASB = 1, "Anti-social behaviour"
    BICYCLE_THEFT = 2, "Bicycle theft"
    BURGLARY = 3, "Burglary"
    DAMAGE = 4, "Criminal damage and arson"
    DRUGS = 5, "Drugs"
    OTHER_CRIME = 6, "Other crime"
    OTHER_THEFT = 7, "Other theft"
    WEAPONS = 8, "Possession of weapons"
    PUBLIC_ORDER = 9, "Public order"
    ROBBERY = 10, "Robbery"
    SHOPLIFTING = 11, "Shoplifting"
    THEFT_FROM_PERSON = 12, "Theft from the person"
    VEHICLE_CRIME = 13, "Vehicle crime"
    VIOLENCE = 14, "Violence and sexual offences"
    ORDER_AND_WEAPONS = 15, "Public disorder and weapons"  # until May 2013


CRIMES = tuple(
    one for one in Category if one not in (Category.UNKNOWN, Category.ASB)
)  # ASB is no crime (S001-97)
FORMER = {
    "violent crime": Category.VIOLENCE,
    "criminal damage & arson": Category.DAMAGE,
    "theft from person": Category.THEFT_FROM_PERSON,
    "public disorder & weapons": Category.ORDER_AND_WEAPONS,
}
BY_WORDS = {one.label.lower(): one for one in Category if one} | FORMER
SPLIT = {  # categories that a change of June 2013 made of others
    Category.BICYCLE_THEFT, Category.THEFT_FROM_PERSON, Category.OTHER_THEFT, Category.WEAPONS,
    Category.PUBLIC_ORDER, Category.ORDER_AND_WEAPONS,
}  # fmt: skip


class Outcome(models.IntegerChoices):
    """What a street file says last came of a crime, and what an outcomes file says came of it in the month."""

    OTHER = 0, "Outcome not known"
    UNDER_INVESTIGATION = 1, "Under investigation"
    NO_SUSPECT = 2, "Investigation complete; no suspect identified"
    UNABLE = 3, "Unable to prosecute suspect"
    UNAVAILABLE = 4, "Status update unavailable"
    AWAITING_COURT = 5, "Awaiting court outcome"
    LOCAL = 6, "Local resolution"
    CAUTION = 7, "Offender given a caution"
    DRUGS_WARNING = 8, "Offender given a drugs possession warning"
    PENALTY_NOTICE = 9, "Offender given penalty notice"
    CHARGED = 10, "Suspect charged"
    FORMAL_NOT_PUBLIC = 11, "Formal action is not in the public interest"
    FURTHER_NOT_PUBLIC = 12, "Further investigation is not in the public interest"
    FURTHER_ACTION = 13, "Further action is not in the public interest"
    OTHER_AGENCY = 14, "Action to be taken by another organisation"
    COURT = 15, "Court result unavailable"
    ANOTHER_OFFENCE = 16, "Suspect charged as part of another case"
    PRISON = 17, "Offender sent to prison"
    SUSPENDED = 18, "Offender given suspended prison sentence"
    COMMUNITY = 19, "Offender given community sentence"
    FINED = 20, "Offender fined"
    DISCHARGE = 21, "Offender given conditional discharge"
    ABSOLUTE = 22, "Offender given absolute discharge"
    COMPENSATION = 23, "Offender ordered to pay compensation"
    OTHERWISE = 24, "Offender otherwise dealt with"
    NOT_GUILTY = 25, "Defendant found not guilty"
    CROWN_COURT = 26, "Defendant sent to Crown Court"
    DEPRIVED = 27, "Offender deprived of property"
    NO_CASE = 28, "Court case unable to proceed"


OUTCOME_BY_WORDS = {one.label.lower(): one for one in Outcome if one}
