"""What stays out of a public page or file even of text that is open (S001-176)."""

import re

from django.conf import settings

EMAIL = re.compile(r"(?<![\w.+'-])[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")  # tried at the start of words alone
TELEPHONE = re.compile(r"(?<![\w-])(?:\+44\s?\(?0?\)?|\(?0)(?:[\s-]?\(?\d\)?){9,10}(?![\w-])")
CONTACT = "[contact detail left out]"
CODE = "[reference left out]"


def public_text(text):
    text = EMAIL.sub(CONTACT, text)
    text = TELEPHONE.sub(CONTACT, text)
    return _codes().sub(CODE, text)


def withheld_in(text):
    """How many contact details and codes the public page will leave out: told to whoever publishes."""
    return len(EMAIL.findall(text)) + len(TELEPHONE.findall(text)) + len(_codes().findall(text))


def _codes():
    """References of the portal. Which of them are restricted must not be guessed from what is left out."""
    return re.compile(rf"\b{re.escape(settings.REFERENCE_PREFIX)}-[A-Z]{{2,6}}-\d{{4}}-\d{{4,}}\b")
