from django.db.models import F, Prefetch
from django.shortcuts import get_object_or_404, render

from audit.clock import today
from design.addresses import url, url_or_none
from home.views.keeping import (
    change_page,
    chosen,
    file_of,
    find,
    keep,
    members_only,
    page_of,
    said_by,
    shows_contacts,
    tabs_of,
    version_for,
)
from partnership import services
from partnership.forms.filters import PeopleFilter
from partnership.forms.keeping import EndForm, NameForm, RemoveForm
from partnership.forms.people import AppointForm, PersonForm, PostForm
from partnership.models import Person, Post
from partnership.services.writing import DIRECTORY, ask, may
from records.export import KINDS


def address(person):
    return url("home:person", person.pk)


@members_only
def person_list(request):
    """People by surname; found by name, known-as name, agency or team (S001-21)."""
    form = PeopleFilter(request.GET)
    form.is_valid()
    people = _chosen_people(Person.objects.visible_to(request.user), form.cleaned_data)
    if request.GET.get("export") in KINDS:
        return _export(request, people)
    page = page_of(people, request.GET)
    page |= {"form": form, "chosen": chosen(form, request.GET), "keeps": may(request.user, DIRECTORY)}
    return render(request, "home/person_list.html", page)


def _chosen_people(people, said):
    if said.get("q"):
        people = people.named(said["q"])
    if said.get("place"):
        people = people.at(said["place"], today())
    posts = Post.objects.current().select_related("agency", "unit__parent")
    return people.by_surname().prefetch_related(Prefetch("posts", posts, to_attr="posts_now"))


def _export(request, people):
    headings = ["Name", "Surname", "Job title", "Agency"]
    return file_of(request, people, "people", headings, _posts_of)


def _posts_of(person):
    for post in person.posts_now or [None]:
        yield str(person), person.family_name, post.title if post else "", str(post.agency) if post else ""


@members_only
def person_detail(request, pk):
    person = find(Person, request, pk=pk)
    seats = person.memberships.select_related("seat__body__partnership", "agency")
    latest = F("started_on").desc(nulls_last=True)
    page = {
        "person": person,
        "posts": person.posts.select_related("agency", "unit__parent").order_by(latest, "pk"),
        "seats": seats.order_by(latest, "pk"),
        "roles": person.roles.select_related("partnership", "area", "body"),
        "names": person.aliases.all(),
        "contacts": shows_contacts(request.user),
        "keeps": may(request.user, DIRECTORY),
        "account_address": url_or_none("accounts:person", person.pk),
        "tabs": tabs_of(person, address(person)),
        "day": today(),
    }
    return render(request, "home/person_detail.html", page)


@members_only
def person_add(request):
    ask(request.user, DIRECTORY)
    form = PersonForm(request.POST or None)

    def write():
        return services.create_person(**form.changes(), **said_by(request, form))

    return keep(request, form, write, title="Add a person", back=address, cancel=url("home:people"))


@members_only
def person_change(request, pk):
    ask(request.user, DIRECTORY)
    person = find(Person, request, pk=pk)
    form = PersonForm(request.POST or None, instance=person, version=version_for(request, person))
    return change_page(request, person, form, services.change_person, back=address(person))


@members_only
def known_as_add(request, pk):
    ask(request.user, DIRECTORY)
    person = find(Person, request, pk=pk)
    form = NameForm(request.POST or None)

    def write():
        return services.add_known_as(person, form.cleaned_data["name"], **said_by(request, form))

    text = "A name that minutes call them by. Two people may share one; importing then asks which is meant."
    return keep(request, form, write, title=f"Another name of {person}", back=address(person), text=text)


@members_only
def known_as_remove(request, pk, alias):
    ask(request.user, DIRECTORY)
    person = find(Person, request, pk=pk)
    name = get_object_or_404(person.aliases, pk=alias)
    form = RemoveForm(request.POST or None)

    def write():
        return services.remove_known_as(name, **said_by(request, form))

    title = f"Remove “{name}” from {person}"
    return keep(request, form, write, title=title, back=address(person), submit="Remove", done="Removed.")


@members_only
def post_add(request, pk):
    ask(request.user, DIRECTORY)
    person = find(Person, request, pk=pk)
    form = AppointForm(request.POST or None)

    def write():
        return services.appoint(person, **form.changes(), **said_by(request, form))

    return keep(request, form, write, title=f"A post of {person}", back=address(person))


@members_only
def post_change(request, pk):
    """From a day on it is a new post; without a day, what was entered wrongly is mended (S000-14)."""
    ask(request.user, DIRECTORY)
    post = find(Post, request, "person", "agency", pk=pk)
    form = PostForm(request.POST or None, instance=post, version=version_for(request, post))

    def write():
        said = form.changes()
        on = said.pop("changed_on")
        if on:
            return services.change_post(post, said, on=on, **said_by(request, form))
        version = form.cleaned_data["version"]
        return services.correct_post(post, said, version=version, **said_by(request, form))

    title = f"Change the post of {post.person}"
    return keep(request, form, write, title=title, back=address(post.person), caption=str(post))


@members_only
def post_end(request, pk):
    ask(request.user, DIRECTORY)
    post = find(Post, request, "person", "agency", pk=pk)
    form = EndForm(request.POST or None)

    def write():
        return services.end_post(post, form.cleaned_data["ended_on"], **said_by(request, form))

    title = f"End the post of {post.person}"
    page = {"submit": "End the post", "caption": str(post)}
    return keep(request, form, write, title=title, back=address(post.person), **page)
