"""What the invented problem records are about. No place, person or number in them is real."""

from dataclasses import dataclass, field
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
    front: dict[str, Any] = field(default_factory=dict)  # further fields of the front page
    postcodes: tuple = ()
    place_types: tuple = ()
    features: str = ""
    minders: tuple = ("", "", "")  # who manages the place, guards the victim, has a say with the offender
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
    long_term: str = ""
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
NIGHT_BUS: dict[str, Any] = SHELTER | {
    "place": "The night bus and its stops",
    "outline": "Passengers and drivers are shouted at on the last two buses; two drivers asked to be moved.",
    "notes": "The bus company's log of incidents, calls to the police, and what twelve drivers said.",
    "features": "The upper deck is out of the driver's sight, and the camera there has been broken since spring.",
    "measure": "Incidents on the last two buses, as the bus company logs them",
}
PAVILION: dict[str, Any] = SHELTER | {
    "place": "The pavilion in the park", "kinds": ("asb",),
    "outline": "Windows and the ramp of the pavilion are broken on warm evenings.",
    "notes": "The council's repair log, calls to the police, and what the bowls club wrote down over a summer.",
    "features": "Behind trees, not lit, and unlocked until 10pm for the changing rooms.",
    "victim": "Members of the bowls club, and whoever hires the pavilion.",
    "measure": "Calls and repairs at the pavilion, added up",
    "summary": "Light the path to the pavilion, and staff the youth centre on two nights.",
    "chosen": (
        ("Light the path and the ramp", "environmental", (7, 8), "council", "Keeps the lamps",
         "Fit four lamps on the path.", "officer"),
        ("Staff the youth centre on two nights", "diversionary", (4, 16), "youth", "Runs detached youth work",
         "Staff the centre on Tuesdays and Fridays.", "youth"),
    ),
    "rejected": (("Lock the pavilion at 6pm", "environmental", (2,), "The clubs train until 9pm."),),
}  # fmt: skip
CALLERS: dict[str, Any] = {
    "kinds": ("crime", "fear"), "hours": (10, 17), "days": (1, 2, 3), "beat": "Riverside",
    "place": "The new estate by the river",
    "outline": "Doorstep sellers press older people in the new estate; some pay for work that is never done.",
    "notes": "Calls to the council's trading standards, calls to the police, and a survey of sixty households.",
    "features": "Bungalows in closes with one way in; callers park on the main road and come on foot.",
    "victim": "People over 75 who live alone; several were called on again within a month.",
    "offender": "Crews of two or three who stay for a day and move on. Not known to live here.",
    "measure": "Calls about doorstep sellers, to the council and to the police, added up",
    "summary": "Make the closes places where nobody calls uninvited, and let residents say so.",
    "chosen": (
        ("Put up signs that no cold calls are wanted, chosen by the residents", "environmental", (21, 22), "council",
         "Makes the zones and prints the signs", "Agree the signs with the residents of six closes.", "officer"),
        ("Ring round after each call", "other", (6, 9), "voluntary", "Keeps a list of who wants to be rung",
         "Set up the ring-round for sixty households.", "voluntary"),
    ),
}  # fmt: skip
BICYCLES: dict[str, Any] = {
    "kinds": ("crime",), "hours": (7, 19), "days": (0, 1, 2, 3, 4), "beat": "Station",
    "place": "The bicycle stands at the station", "postcodes": ("AB1 2CD", "AB1 2CE"), "place_types": ("Car park",),
    "front": {"area_code": "ST2", "relevant_to": ["policing", "strategy"], "legacy_reference": "ED/114/25"},
    "outline": "Bicycles are taken by day from the stands behind the station, most of them within an hour of a train.",
    "notes": "Crime reports, the operator's own list, and a survey of two hundred people who cycle to the station.",
    "features": "Behind the goods shed, out of sight of the ticket office; stands that hold a wheel and no frame.",
    "victim": "Commuters who leave a bicycle all day; one in five had lost one before.",
    "offender": "Two or three people on foot with bolt cutters, who know when trains come in.",
    "minders": ("The operator of the station", "Staff of the ticket office", ""),
    "measure": "Thefts of bicycles at the station, as recorded by the police", "change": "half as many",
    "summary": "Move the stands into sight of the ticket office, with stands that hold the frame, and mark bicycles.",
    "chosen": (
        ("Move the stands in front of the ticket office", "environmental", (7, 9), "council",
         "Makes the order and pays for the stands", "Put forty stands in front of the ticket office.", "officer"),
        ("Mark bicycles on two mornings a month", "other", (13, 14), "police", "Has a marking scheme",
         "Mark bicycles at the station twice a month.", "inspector"),
    ),
    "rejected": (("Put up more cameras", "environmental", (10,), "Those that are there saw nothing of use."),),
}  # fmt: skip
FIREWORKS: dict[str, Any] = {
    "kinds": ("asb", "fear"), "hours": (18, 23), "days": (4, 5, 6), "beat": "Old Town", "place": "The market square",
    "outline": "Fireworks are thrown in the market square on evenings in October, at buses and at each other.",
    "notes": "Calls to the police, the bus company's log, and what the shops round the square said.",
    "features": "Open on four sides, with steps to run up; three shops that sell fireworks within a short walk.",
    "victim": "Bus passengers and drivers; people who live over the shops.",
    "offender": "Groups of 15 to 19. Who they are was not known when the plan was made.",
    "measure": "Calls about fireworks in October", "change": "half as many",
    "summary": "Ask the shops not to sell to the young, and talk to the schools of the town.",
    "chosen": (
        ("Visit the shops that sell fireworks, and check ages", "enforcement", (5, 24), "council",
         "Trading standards", "Visit the three shops in September.", "officer"),
        ("Talk to the two schools of the town", "educational", (23,), "youth", "Works with both schools",
         "Hold an assembly in each school.", "youth"),
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
    Story("Harassment on the night bus", "started", 150, **NIGHT_BUS, reaches="Eastshire"),
    Story("Thefts from cars in the long-stay car park", "assessing", 240, **CARS),
    Story("Noise between the two squares", "sent", 300, **NOISE, counts=(84, 61),
          months=(13, 15, 14, 12, 16, 14, 12, 11, 9, 10, 10, 9),
          short_term="Complaints fell once the closing times were changed, and most in the streets nearest the rank.",
          lessons="Ask the bars first: they wanted different hours too."),
    Story("Damage to the pavilion in the park", "decided", 330, **PAVILION,
          counts=(46, 44), short_term="Hardly any change: the centre was staffed on one night of the two.",
          lessons="Find the staff before the date is announced.", outcome="return",
          comments="A fair account. Note what is said about staffing before the next plan."),
    Story("Cold calling in the new estate", "decided", 360, **CALLERS,
          counts=(22, 15), short_term="Fewer calls since the signs went up; too early to be sure.",
          lessons="Residents put signs up sooner than the council can.", outcome="hold",
          comments="Promising. Let us see it again after a quarter."),
    Story("Thefts of bicycles at the station", "decided", 420, **BICYCLES,
          counts=(96, 41), months=(17, 15, 16, 14, 18, 16, 9, 8, 6, 7, 6, 5),
          compared=("The stands in the market square", "As many stands, as busy, and no attendant at either.", 60, 57),
          around=("The streets within 200 metres", 21, 19),
          short_term="Thefts fell by more than half, and did not rise at the stands in the square.",
          long_term="Still as few six months on; the old stands were taken away.",
          lessons="Stands in sight of the ticket office fill first, and lose least.", outcome="complete",
          comments="Well worked, and simple. Others should try it."),
    Story("Fireworks in the market square", "decided", 500, **FIREWORKS,
          counts=(31, 33), short_term="No change.", lessons="The fireworks came from the next town.",
          outcome="reassess", comments="The plan was aimed at the wrong people. Begin again from scanning."),
    Story("Skateboards on the church steps", "scanning", 60, beat="Old Town", place="The church steps",
          outline="Noise in the afternoon.", withdrawn="It stopped of itself when the holidays ended."),
)  # fmt: skip
