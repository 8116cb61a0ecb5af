"""Passwords that somebody who knows where a person works would try."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError

from partnership.models import Agency, Area

# Listed for administrators in docs/administrators/accounts.md
WORDS = (
    "admin", "agency", "administrator", "borough", "chair", "community", "council", "county", "district", "guest",
    "health", "housing", "meeting", "minutes", "officer", "partnership", "passphrase", "password", "police",
    "portal", "probation", "safer", "safety", "secret", "welcome",
)  # fmt: skip
LEAST_BESIDE = 8  # letters and digits that are left when the words are taken out


class WordsOfTheWorkValidator:
    """Refuses what is little more than words of the work, such as “Northshire-Police-2026”."""

    def validate(self, password, user=None):
        words = [*WORDS, *_words_of(settings.PORTAL_NAME), *_names_of_places(), *_own_domain(user)]
        left = password.lower()
        for word in sorted(words, key=len, reverse=True):
            left = left.replace(word, "")
        if left != password.lower() and len(re.sub(r"[\W_]", "", left)) < LEAST_BESIDE:
            raise ValidationError(
                "This password is little more than words that anybody would try who knows where you work. Add words "
                "that have nothing to do with it.",
                code="password_of_the_work",
            )

    def get_help_text(self):
        return "Your password can’t be made of words of your work, such as the name of your agency."


def _names_of_places():
    for model in (Agency, Area):
        for name in model.objects.values_list("name", flat=True):
            yield from _words_of(name)


def _own_domain(user):
    return _words_of(getattr(user, "email", "").rpartition("@")[2])


def _words_of(text):
    return [word for word in re.findall(r"\w+", text.lower()) if len(word) > 3]
