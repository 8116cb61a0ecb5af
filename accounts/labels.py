"""What somebody had typed, in the words of the page that they typed it on: labels, and choices as they read there.

The page is asked for again as that person would, so that no form need be known here. Where it answers no more, what
was typed is shown as it was sent.
"""

import logging
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.contrib.messages.storage import default_storage
from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, resolve
from django.utils import timezone

from audit.clock import local_day
from design.filters import initial, short_date, time
from records.models import Record

DAY = ("-day", "-month", "-year")
UNSAID = ("_FORMS", "version")
ITS_OWN = ("accounts:kept_form", "accounts:typed")  # which would ask for themselves without end
log = logging.getLogger(__name__)


def may_know(path, user):
    """Whether the record that the address names is one that this person may know of, now."""
    try:
        reference = resolve(urlsplit(path).path).kwargs.get("reference")
    except Resolver404:
        return True
    return reference is None or Record.objects.visible_to(user).filter(reference=reference).exists()


def when(instant):
    """At 10:42am; on 27 November at 10:42am."""
    day = local_day(instant)
    return f"on {short_date(day)} " * (day != local_day(timezone.now())) + f"at {time(instant)}"


def typed(kept, request):
    """(label, what was typed, names) of each field that a person fills in."""
    return read(kept, _page(kept.path, request))


def typed_on_its_page(kept, request):
    """The same of a form on the page it stood on; None where that page has nothing for this person any more."""
    page = _page(kept.page, request)
    return read(kept, page) if page else None


def read(kept, page):
    """In the order of the page: PostgreSQL keeps the names of ``jsonb`` in an order of its own."""
    form = Form()
    form.feed(page)
    form.close()
    found, places = {}, {name: place for place, name in enumerate(form.fields)}
    for name, values in sorted(kept.fields.items(), key=lambda each: places.get(each[0], len(places))):
        words = [form.choices.get((name, value), value) for value in values if value]
        if words and name not in form.hidden and not name.endswith(UNSAID):
            label = form.label_of(name) or initial(name.replace("_", " ").replace("-", " "))
            said, names = found.setdefault(label, ([], []))
            said.extend(words)
            names.append(name)
    return [(label, said, names) for label, (said, names) in found.items()]


def _page(path, request):
    """The page as this person would get it now; nothing where it has none for them."""
    split, again = urlsplit(path), HttpRequest()
    again.method, again.path, again.path_info = "GET", split.path, split.path
    again.GET, again.META = QueryDict(split.query), {**request.META, "QUERY_STRING": split.query}
    again.META.pop("CSRF_COOKIE", None)
    again.user, again.session, again.COOKIES = request.user, request.session, request.COOKIES
    again._messages = default_storage(again)
    try:
        again.resolver_match = match = resolve(split.path)
        if match.view_name in ITS_OWN:
            return ""
        response = match.func(again, *match.args, **match.kwargs)
        return response.content.decode() if response.status_code == 200 else ""
    except Exception:  # whatever that page refuses, what was typed is shown all the same
        log.info("The page of a kept form gave no labels", exc_info=True)
        return ""


class Form(HTMLParser):
    """The labels of a page's fields, and the words of their choices."""

    def __init__(self):
        super().__init__()
        self.labels, self.fields, self.choices, self.hidden = {}, {}, {}, set()
        self.legend, self.legends = "", {}
        self.inside = self.select = self.option = None
        self.ticks = []  # (name, value, id) of radios and boxes

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        name = said.get("name") or ""
        if tag in ("label", "legend", "option"):
            self.inside, self.words = (tag, said), []
        elif tag == "fieldset":
            self.legend = ""
        elif tag == "select":
            self.select = name
        elif tag == "input" and said.get("type") == "hidden":
            self.hidden.add(name)
        elif tag == "input" and said.get("type") in ("radio", "checkbox"):
            self.ticks.append((name, said.get("value") or "on", said.get("id")))
        if tag in ("input", "select", "textarea") and name:
            self.fields.setdefault(name, said.get("id"))
            self.legends.setdefault(name, self.legend)

    def handle_data(self, data):
        if self.inside:
            self.words.append(data)

    def handle_endtag(self, tag):
        if self.inside and self.inside[0] == tag:
            self._take(tag, self.inside[1], " ".join(" ".join(self.words).split()))
            self.inside = None
        elif tag == "fieldset":
            self.legend = ""

    def _take(self, tag, said, words):
        if tag == "legend":
            self.legend = words
        elif tag == "label":
            self.labels[said.get("for")] = words
        elif self.select:
            self.choices[self.select, said.get("value", words)] = words

    def close(self):
        super().close()
        for name, value, key in self.ticks:
            if key in self.labels:  # a box by itself has its label before what is said of it
                self.choices[name, value] = self.labels[key] if self.legends[name] else "Yes"

    def label_of(self, name):
        """The legend of choices, and of a day with its month and year; else the field's own label."""
        label = self.labels.get(self.fields.get(name), "")
        if name.endswith(DAY) or any(name == ticked for ticked, _, _ in self.ticks):
            label = self.legends.get(name) or label
        return label.removesuffix(" (optional)")
