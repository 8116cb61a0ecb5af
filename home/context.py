"""What stands round every page: the ways in, where the person is, and their own page. No query of its own."""

from functools import lru_cache

from django.conf import settings
from django.contrib.auth.signals import user_logged_in

from design.addresses import url_or_none
from partnership.models import Partnership

WAYS = (  # words, name of the page, whether it is of the directory, which is not for everybody
    ("Home", "home:home", False),
    ("Meetings", "meetings:list", False),
    ("Problems", "problems:list", False),
    ("Funding", "funding:home", False),
    ("Assessments", "assessments:home", False),
    ("Actions", "actions:list", False),
    ("Documents", "documents:list", False),
    ("People", "home:people", True),
    ("Agencies", "home:agencies", True),
    ("Bodies", "home:bodies", True),
)
REVIEWS = (
    "Reviews",
    "reviews:list",
    False,
)  # in the menu of those alone who know of one, or may begin one (S001-57)
PRESS = ("Press statements", "press", False)  # in the menu of press contacts, whether there is one or none
FOR_GROUPS = (  # of a community group, which has nothing but its bids
    ("Your funding", "funding:mine", False),
    ("Bids", "funding:bids", False),
    ("Calls", "funding:calls", False),
    ("Actions", "actions:list", False),
    ("Documents", "documents:list", False),
)
ADMINISTER = ("Administer", "home:administer", True)
WHERE = "where"


def frame(request):
    user = getattr(request, "user", None)
    page = {"portal_name": settings.PORTAL_NAME, "q": request.GET.get("q", "")}
    if user is None or not user.is_authenticated:
        return page
    return page | {
        "nav": list(_ways(request.path, user)),
        "applies_alone": user.places.applies_alone,
        "where": request.session.get(WHERE, ""),
        "account_url": url_or_none("accounts:account") or "",
    }


def _ways(path, user):
    places = user.places
    ways = list(FOR_GROUPS if places.applies_alone else WAYS)
    if _knows_of_reviews(places):
        ways.insert(5, REVIEWS)
    if places.press_for:
        ways.append(PRESS)
    if places.administers or user.is_superuser:
        ways.append(ADMINISTER)
    for words, address, of_directory in _addresses(tuple(ways)):
        if not (of_directory and not user.reads_the_directory):
            yield words, address, path == address if address == "/" else path.startswith(address)


@lru_cache(maxsize=64)
def _addresses(ways):
    """Of those that this installation has."""
    return [
        (words, url_or_none(name), of_directory) for words, name, of_directory in ways if url_or_none(name)
    ]


def _knows_of_reviews(places):
    return bool(places.coordinates_in) or "reviews.review" in places.opened_kinds


def remember_where(request, user, **_):
    """On signing in, put the name of the person's partnership in the session, so that no page asks for it."""
    if request is not None and (places := user.places.officer_of or user.places.partnerships):
        names = Partnership.objects.filter(pk__in=places).values_list("name", flat=True)
        request.session[WHERE] = names[0] if len(names) == 1 else f"{len(names)} partnerships"


def connect():
    user_logged_in.connect(remember_where, dispatch_uid="home.remember_where")
