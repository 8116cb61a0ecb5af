"""One module a part; imported as modules: ``from reviews.services import referrals``."""
