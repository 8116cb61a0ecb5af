"""What the invented problem records are about. No place, person or number in them is real."""

from dataclasses import dataclass
from typing import Any

STEPS = (  # in the order of a record's life; a story is told as far as its ``until``
    "opened", "scanning", "scanned", "analysing", "analysed", "planning", "planned", "asked", "signed", "started",
    "assessing", "assessed", "sent", "decided",
)  # fmt: skip


@dataclass(frozen=True)
class Story:
    title: str
    until: str
    ago: int  # days since it was opened
    beat: str = "Quayside"
    by: str = "beat"
    kinds: tuple = ("asb",)
    hours: tuple = ()  # from, until
    days: tuple = ()
    place: str = ""
    reaches: str = ""  # an area of another partnership
    outline: str = ""
    notes: str = ""
    features: str = ""
    victim: str = ""
    offender: str = ""
    measure: str = ""
    change: str = "a third fewer"
    summary: str = ""
    chosen: tuple = ()  # (what, kind, techniques, partner, expertise, action, owner)
    rejected: tuple = ()  # (what, kind, techniques, because)
    counts: tuple = ()  # incidents before, after
    months: tuple = ()  # the same by month, as many months before as after
    compared: tuple = ()  # area, how it is alike, incidents before, after
    around: tuple = ()  # area, incidents before, after
    short_term: str = ""
    lessons: str = ""
    outcome: str = ""
    comments: str = ""
    withdrawn: str = ""


SHELTER: dict[str, Any] = {
    "kinds": ("asb", "fear"), "hours": (20, 1), "days": (4, 5), "place": "The bus shelter on the quay",
    "outline": "Glass is broken and passengers are shouted at on Friday and Saturday nights.",
    "notes": "Calls to the police over a year, the council's repair log, and what drivers told the bus company.",
    "features": "Unlit, out of sight of the road, with a wall to sit on. The last bus leaves at 11:15pm.",
    "victim": "People who wait alone after dark; shop workers in particular.",
    "offender": "Groups of 14 to 17, mostly boys, who have nowhere to go once the centre closes.",
    "measure": "Calls to the police about the shelter, as the control room counts them",
    "summary": "Light the shelter, and open the centre later on two nights.",
    "chosen": (
        ("Light the shelter and cut the hedge", "environmental", (7, 8), "council", "Keeps the lamps and the verge",
         "Fit two lamps and cut the hedge to a metre.", "officer"),
        ("Open the youth centre until 11pm on Fridays and Saturdays", "diversionary", (4, 16), "youth",
         "Runs detached youth work", "Staff the centre on both nights until the end of the summer.", "youth"),
    ),
    "rejected": (("Close the shelter at night", "environmental", (12,), "The last bus would have no stop."),),
}  # fmt: skip
CARS: dict[str, Any] = {
    "kinds": ("crime",), "hours": (7, 19), "days": (0, 1, 2, 3, 4), "beat": "Station",
    "place": "The long-stay car park behind the station",
    "outline": "Cars are broken into by day, and tools are taken from vans.",
    "notes": "Crime reports, the operator's own list of damage, and a survey of two hundred commuters.",
    "features": "Three ways in for people on foot, no attendant after 9am, trees along the far side.",
    "victim": "Commuters who leave a car all day; tradespeople with tools on view.",
    "offender": "Not known to be more than two or three people, on foot, who know when patrols pass.",
    "measure": "Thefts from vehicles in the car park, as recorded by the police", "change": "half as many",
    "summary": "Close two of the footways, move the attendant's hours, and mark tools.",
    "chosen": (
        ("Close two footways by day", "environmental", (2, 3), "housing", "Owns the land behind the footway",
         "Fence the footway by the garages.", "housing"),
        ("Keep an attendant until the evening peak", "other", (9, 10), "council", "Lets the contract",
         "Change the hours in the contract with the operator.", "officer"),
    ),
    "rejected": (("Put up more cameras", "environmental", (10,), "Those that are there saw nothing of use."),),
}  # fmt: skip
NOISE: dict[str, Any] = {
    "kinds": ("asb",), "hours": (22, 3), "days": (3, 4, 5), "beat": "Old Town",
    "place": "The narrow streets between the two squares",
    "outline": "Noise, litter and quarrels when the bars close, beneath the windows of eighty households.",
    "notes": "Complaints to the council, calls to the police, and a diary that twelve households kept for a month.",
    "features": "Four bars close within ten minutes of each other; one taxi rank, at the far end.",
    "victim": "Households with children, and older people who have stopped going out.",
    "offender": "Customers of 18 to 30 on their way home. Few come back to the notice of the police.",
    "measure": "Complaints of noise to the council and calls to the police, added up",
    "summary": "Let the bars close at different times, and move the taxi rank.",
    "chosen": (
        ("Agree with the four bars to close at different times", "other", (17, 21), "council", "Licenses the bars",
         "Agree closing times with the four licence holders.", "officer"),
        ("Move the taxi rank nearer", "environmental", (16, 24), "council", "Makes the order for the rank",
         "Bring the order for a new rank to the committee.", "support"),
    ),
}  # fmt: skip
POINTS = {  # latitude and longitude of some places
    "The bus shelter on the quay": ("50.7366", "-2.1012"),
    "The night bus and its stops": ("50.7367", "-2.1016"),
    "The long-stay car park behind the station": ("50.7389", "-2.0981"),
    "The bicycle stands at the station": ("50.7386", "-2.0988"),
    "The narrow streets between the two squares": ("50.7417", "-2.1036"),
    "The taxi rank in the square": ("50.7409", "-2.1041"),
    "The market square": ("50.7410", "-2.1045"),
    "The covered market": ("50.7415", "-2.1052"),
    "The pavilion in the park": ("50.7444", "-2.1079"),
    "The common and the towpath": ("50.7463", "-2.1152"),
    "The allotments by the weir": ("50.7480", "-2.1121"),
    "The new estate by the river": ("50.7497", "-2.1166"),
}
STORIES = (
    Story("Fly-tipping behind the flats", "opened", 3, by="housing", beat="Riverside"),
    Story("Shop thefts in the covered market", "scanning", 9, beat="Old Town", kinds=("crime",),
          place="The covered market", outline="Small things are taken from open stalls by day."),
    Story("Motorbikes on the common", "scanned", 20, beat="Riverside", place="The common and the towpath",
          reaches="Eastshire",
          outline="Off-road motorbikes on Sunday afternoons; walkers keep away.", days=(6,), hours=(13, 18),
          notes="Calls to the police, and the rangers' log. Nobody has asked the riders yet."),
    Story("Quarrels at the taxi rank", "analysing", 40, **NOISE | {"place": "The taxi rank in the square"}),
    Story("Break-ins at the allotments", "analysed", 55, beat="Riverside", kinds=("crime",),
          place="The allotments by the weir", outline="Sheds are broken into in winter.",
          notes="Crime reports, and a letter from the allotment society with dates of its own.",
          features="One gate, chained; the fence is down on the river side.",
          victim="Holders of plots near the river.", offender="Not known; tools turn up at boot sales."),
    Story("Damage to parked cars in the old town", "planning", 70, **CARS | {"beat": "Old Town"}),
    Story("Thefts from vans behind the station", "planned", 80, **CARS),
    Story("Broken glass at the quay shelter", "asked", 90, **SHELTER),
    Story("Noise at closing time", "signed", 110, **NOISE),
    Story("Harassment on the night bus", "started", 150, **SHELTER | {"place": "The night bus and its stops"},
          reaches="Eastshire"),
    Story("Thefts from cars in the long-stay car park", "assessing", 240, **CARS),
    Story("Noise between the two squares", "sent", 300, **NOISE, counts=(84, 61),
          months=(13, 15, 14, 12, 16, 14, 12, 11, 9, 10, 10, 9),
          short_term="Complaints fell once the closing times were changed, and most in the streets nearest the rank.",
          lessons="Ask the bars first: they wanted different hours too."),
    Story("Damage to the pavilion in the park", "decided", 330, **SHELTER | {"place": "The pavilion in the park"},
          counts=(46, 44), short_term="Hardly any change: the centre was staffed on one night of the two.",
          lessons="Find the staff before the date is announced.", outcome="return",
          comments="A fair account. Note what is said about staffing before the next plan."),
    Story("Cold calling in the new estate", "decided", 360, **NOISE | {
              "place": "The new estate by the river", "beat": "Riverside", "hours": (10, 17),
              "outline": "Doorstep sellers press older people in the new estate."},
          counts=(22, 15), short_term="Fewer calls since the signs went up; too early to be sure.",
          lessons="Residents put signs up sooner than the council can.", outcome="hold",
          comments="Promising. Let us see it again after a quarter."),
    Story("Thefts of bicycles at the station", "decided", 420, **CARS | {
              "place": "The bicycle stands at the station", "measure": "Thefts of bicycles at the station"},
          counts=(96, 41), months=(17, 15, 16, 14, 18, 16, 9, 8, 6, 7, 6, 5),
          compared=("The stands in the market square", "As many stands, as busy, and no attendant at either.", 60, 57),
          around=("The streets within 200 metres", 21, 19),
          short_term="Thefts fell by more than half, and did not rise at the stands in the square.",
          lessons="Stands in sight of the ticket office fill first, and lose least.", outcome="complete",
          comments="Well worked, and simple. Others should try it."),
    Story("Fireworks in the market square", "decided", 500, **SHELTER | {
              "place": "The market square", "beat": "Old Town", "measure": "Calls about fireworks in October"},
          counts=(31, 33), short_term="No change.", lessons="The fireworks came from the next town.",
          outcome="reassess", comments="The plan was aimed at the wrong people. Begin again from scanning."),
    Story("Skateboards on the church steps", "scanning", 60, beat="Old Town", place="The church steps",
          outline="Noise in the afternoon.", withdrawn="It stopped of itself when the holidays ended."),
)  # fmt: skip
