"""The accounts that a demonstration instance offers on its sign-in page."""

from django.conf import settings

from partnership.models import User

DOMAIN = "@demo.example"
WHAT_TO_TRY = {
    "officer": "Import real minutes, complete them and circulate them.",
    "chair": "See the minutes that wait for you, on a telephone too, and approve them.",
    "police": "Read the minutes, and say what was done about your actions.",
    "member": "Read the minutes, and say what was done about your actions.",
    "beat": "Work a problem from scanning to assessment: you are the officer in the case of most.",
    "supervisor": "Read and sign the plan that waits for you on your home page.",
    "commander": "Comment on the file that waits for you, and decide on it.",
    "housing": "See the one record that is yours, and your actions in the plans of others.",
    "group": "Finish a bid for money, and report on the project that is funded.",
    "development": "Run the funding: give bids to scorers, and look at what the council bids for elsewhere.",
    "reviews": "Keep eight reviews that those alone know of who were named; then sign in as another and look for them.",
    "independent": "Chair five reviews from outside, and read what the family said.",
    "nursing": "Read what your agency sent under your name to a review that you know nothing else of.",
    "refuge": "Sit on the panel of five reviews: read what agencies sent, and comment on a draft.",
    "press": "Read what you may say if the press asks, and find nothing behind it.",
    "administrator": "Keep people, bodies and seats; invite somebody; record that somebody leaves.",
    "analyst": "Load police data, look at hotspots, and write the strategic assessment.",
    "guest": "See how little a guest sees.",
}


def accounts():
    """(user, what to try) of each, in the order of the list above; none on any other instance."""
    if not settings.DEMONSTRATION:
        return []
    users = User.objects.filter(email__endswith=DOMAIN, is_active=True).select_related("person")
    known = list(WHAT_TO_TRY)
    found = [(user, user.email.removesuffix(DOMAIN)) for user in users]
    found.sort(key=lambda pair: (known.index(pair[1]) if pair[1] in known else len(known), pair[1]))
    return [(user, WHAT_TO_TRY.get(name, "")) for user, name in found]
