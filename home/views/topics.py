"""Topics and duties, and whom each agency has named as its single point of contact (S001-32)."""

from django.shortcuts import render

from audit.clock import today
from design.addresses import url
from home.views.keeping import (
    change_page,
    find,
    keep,
    members_only,
    said_by,
    shows_contacts,
    tabs_of,
    version_for,
)
from partnership import services
from partnership.forms.bodies import ContactForm, TopicForm
from partnership.forms.keeping import EndForm
from partnership.models import Partnership, Topic, TopicContact
from partnership.services.writing import PARTNERSHIP, ask, may


def address(topic):
    return url("home:topic", topic.pk)


@members_only
def topic_detail(request, pk):
    topic = find(Topic, request, "partnership", pk=pk)
    contacts = topic.contacts.on(today()).select_related("agency", "person")
    named = {contact.agency_id for contact in contacts}
    partners = topic.partnership.partners.on(today()).select_related("agency").order_by("agency__name")
    page = {
        "topic": topic,
        "contacts": contacts,
        "without": list(
            {one.agency_id: one.agency for one in partners if one.agency_id not in named}.values()
        ),
        "shows": shows_contacts(request.user),
        "keeps": may(request.user, PARTNERSHIP, topic.partnership),
        "tabs": tabs_of(topic, address(topic)),
    }
    return render(request, "home/topic_detail.html", page)


@members_only
def topic_add(request, slug):
    partnership = find(Partnership, request, slug=slug)
    ask(request.user, PARTNERSHIP, partnership)
    form = TopicForm(request.POST or None)

    def write():
        return services.create_topic(partnership, **form.changes(), **said_by(request, form))

    cancel = url("home:partnership", slug)
    return keep(request, form, write, title="Add a topic or duty", back=address, cancel=cancel)


@members_only
def topic_change(request, pk):
    topic = find(Topic, request, "partnership", pk=pk)
    ask(request.user, PARTNERSHIP, topic.partnership)
    form = TopicForm(request.POST or None, instance=topic, version=version_for(request, topic))
    return change_page(request, topic, form, services.change_topic, back=address(topic))


@members_only
def contact_name(request, pk):
    topic = find(Topic, request, "partnership", pk=pk)
    ask(request.user, PARTNERSHIP, topic.partnership)
    form = ContactForm(request.POST or None, topic=topic, initial={"agency": request.GET.get("agency")})

    def write():
        return services.name_contact(topic, **form.changes(), **said_by(request, form))

    text = "Whoever was the agency’s contact until then is so no longer."
    title = f"Name a single point of contact: {topic}"
    return keep(request, form, write, title=title, back=address(topic), text=text)


@members_only
def contact_end(request, pk):
    contact = find(TopicContact, request, "topic__partnership", "agency", "person", pk=pk)
    ask(request.user, PARTNERSHIP, contact.topic.partnership)
    form = EndForm(request.POST or None)

    def write():
        return services.end_contact(contact, form.cleaned_data["ended_on"], **said_by(request, form))

    title = f"{contact.person} is no longer the contact of {contact.agency}"
    back = address(contact.topic)
    return keep(request, form, write, title=title, back=back, caption=str(contact.topic), submit="End")
