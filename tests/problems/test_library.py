"""The good-practice library: what enters it, that it names nobody, and what is made of it."""

import datetime as dt
import io

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from docx import Document

from partnership.models import Person, User
from problems import services
from problems.lifecycle import Action
from problems.models import Play, Problem, Response, ResponsePartner
from problems.naming import finds_in
from problems.reports.assessment import evidence_of
from problems.reports.award import Part, _words, award_entry
from problems.reports.library import (
    effect_in_words,
    evidence_of_entry,
    offered_to,
    techniques_in_words,
    tried,
)
from problems.reports.rounds import evidence_of_round
from problems.services.library import draft_of, finds
from records.lifecycle import MoveRefused
from records.models import Link, Record
from records.reports.access import who_can_see
from records.search import find
from records.services import version_of
from records.writing import keep
from tests.factories import library as make
from tests.factories import problems

pytestmark = pytest.mark.django_db
LEFT_OUT = (  # forms B1, R12
    "postcodes", "previous_police_involvement", "police_references", "initiator_name", "officer_name",
    "information_sources", "sides", "comments",
)  # fmt: skip


def test_a_recommended_record_enters_the_library(county):
    """S002-162, S000-44"""
    problem = make.recommended(county)
    play = services.list_play(problem, draft_of(problem), names_nobody=True, by=county.partner)
    assert play.reference.startswith("CSP-GPP-")
    assert (play.audience, play.measure_achieved, play.incidents_after) == ("partners", "partly", 41)
    response = play.responses.get()
    assert (response.mechanism, response.techniques) == ("Light lets people be seen.", [7])
    assert Link.objects.filter(source=play.pk, target=problem.pk, kind="arises-from").exists()
    readers = [name for name, user in county.personas.items() if Play.objects.visible_to(user).exists()]
    assert readers == [name for name in county.personas if name != "guest"]
    assert who_can_see(play).includes(county.outsider)
    assert [hit.record for hit in find(county.outsider, "shelter")] == [play.pk]


def test_what_the_form_says_of_people_is_no_part_of_an_entry():
    """R12"""
    fields = {field.name for field in Play._meta.local_fields}
    assert not fields & set(LEFT_OUT)


def refused(problem, county, by=None, words=None, **said):
    said = {"names_nobody": True} | said
    with pytest.raises(MoveRefused) as refusal:
        services.list_play(problem, words or draft_of(problem), by=by or county.partner, **said)
    return list(refusal.value.reasons)


def test_everything_that_stands_in_the_way_is_named_at_once(county):
    reasons = refused(problems.assessed(county), county, names_nobody=False)
    assert [reason.split()[1] for reason in reasons] == ["file", "commander", "that"]


def test_a_record_enters_once(county):
    play = make.listed(county)
    already = f"This record is in the library already, as {play.reference}. Change it there."
    assert refused(play.comes_from, county) == [already]
    services.withdraw_play(play, by=county.partner, reason="It names somebody")
    assert "was taken out. Change it there, and put it back." in refused(play.comes_from, county)[0]


def test_only_its_officer_enters_it(county):
    problem = make.recommended(county)
    with pytest.raises(PermissionDenied):
        services.list_play(problem, draft_of(problem), names_nobody=True, by=county.officer)


def test_names_are_found_and_each_is_to_be_looked_at(county):
    problem = make.recommended(county)
    words = draft_of(problem) | {"lessons": "Ask the officer in the case, Partner Northshire, early."}
    found = finds(problem, words)
    assert ("lessons learned", "Northshire") in [
        (one.field, one.excerpt.split(", Partner ")[-1][:10]) for one in found
    ]
    assert "Look at each place" in refused(problem, county, words=words)[0]
    play = services.list_play(problem, words, names_nobody=True, looked_at=True, by=county.partner)
    assert play.lessons == words["lessons"]


@pytest.mark.parametrize(
    ("text", "why"),
    [("Write to someone@example.org.", "e-mail"), ("Ring 01632 960 123 first.", "telephone"),
     ("At AB1 2CD.", "postcode"), ("See X/123/20.", "police reference"), ("Seen by Harker.", "name of Sgt Harker")],
)  # fmt: skip
def test_what_leads_to_people_is_found(db, text, why):
    found = list(finds_in([("lessons", text)], named=["Sgt Harker"], references=["X/123/20"]))
    assert [why in one.why for one in found] == [True]
    assert not list(finds_in([("lessons", "The shelter was lit in 2026.")], named=["Sgt Harker"]))


@pytest.mark.parametrize(
    ("surname", "text"),
    [
        ("O'Harker", "Ask O’Harker early."), ("O’Harker", "It was O'Harker's idea."), ("Harker", "ASK HARKER."),
        ("Harker-Moss", "Ask Harker-Moss."), ("Harker-Moss", "Ask Ms Harker Moss."), ("Moss", "Ask Harker-Moss."),
        ("van der Harker", "Ask Ann van der Harker."), ("Härker", "Ask Härker."), ("Harker", "Ask Har\u00adker."),
        ("Harker", "Write to Harker‑Moss."),
    ],
)  # fmt: skip
def test_surnames_of_the_directory_are_found_however_they_are_written(db, surname, text):
    Person.objects.create(given_name="Ann", family_name=surname)
    assert [one.why for one in finds_in([("lessons", text)])] == [f"the surname of Ann {surname}"]


@pytest.mark.parametrize(
    "text", ["Ask O’Harker.", "Ask Harker-Moss.", "Ask Moss.", "Ask o'harker-moss? Yes, MOSS."]
)
def test_a_double_barrelled_name_on_the_record_is_found_by_its_parts(db, text):
    (find,) = finds_in([("lessons", text)], named=["Sgt O’Harker-Moss"])
    assert "who is on the record" in find.why


def test_its_responses_become_options_of_a_new_record(county):
    play, target = make.listed(county), problems.opened(county, title="Another shelter")
    services.adopt_play(play, target, by=county.partner)
    option = Response.objects.get(problem=target)
    assert (option.what, option.mechanism, option.choice) == (
        "Light the shelter",
        "Light lets people be seen.",
        "option",
    )
    with pytest.raises(MoveRefused, match="already"):
        services.adopt_play(play, target, by=county.partner)
    with pytest.raises(MoveRefused):
        services.adopt_play(play, play.comes_from, by=county.partner)


CLEAR = {  # a fall beside a comparable area that chance would hardly give
    "incidents_before": 120, "incidents_after": 50, "comparison_before": 110, "comparison_after": 108,
    "comparison_alike": "A shelter of the same make", "plan_implemented": "fully", "measure_achieved": "fully",
}  # fmt: skip


def closed_with(county, play, choice="chosen", **said):
    """Another record that adopted the entry and is over."""
    target = problems.opened(county, title="Another shelter")
    services.adopt_play(play, target, by=county.partner)
    Response.objects.filter(problem=target).update(choice=choice)
    Problem.objects.filter(pk=target.pk).update(status="closed", **CLEAR | said)
    return target


@pytest.mark.parametrize(
    ("said", "words"),
    [({}, "Tried 2 times: worked in 1; in 1 the counts do not show it"),
     ({"measure_achieved": "partly"}, "Tried 2 times: worked in none, in part in 1; in 1 the counts do not show it"),
     ({"measure_achieved": "no"}, "Tried 2 times: worked in none; in 1 the counts do not show it"),
     ({"incidents_after": 110}, "Tried 2 times: worked in none; in 2 the counts do not show it"),
     ({"comparison_alike": ""}, "Tried 2 times: worked in none; in 2 the counts do not show it"),
     ({"plan_implemented": "no"}, "Tried 2 times: worked in none; in 2 the counts do not show it"),
     ({"choice": "rejected"}, "Tried once; the counts do not show that it worked")],
)  # fmt: skip
def test_it_is_said_to_have_worked_only_as_far_as_the_counts_allow(county, said, words):
    """The entry's own officer says “partly”, and its counts stand beside no comparison area."""
    play = make.listed(county)
    closed_with(county, play, **said)
    assert str(tried([play])[play.pk]) == words


def test_a_round_that_was_sent_back_to_scanning_was_a_try_too(county):
    play = make.listed(county)
    target = closed_with(county, play, measure_achieved="no")
    assert tried([play])[play.pk].unmet == 1
    Problem.objects.filter(pk=target.pk).update(status="review")
    services.decide(target, Action.REASSESS, comments="Begin again.", by=county.commander)
    assert tried([play])[play.pk].unmet == 1
    services.withdraw_problem(Problem.objects.get(pk=target.pk), by=county.partner, reason="It stopped")
    assert tried([play])[play.pk].unmet == 1


@pytest.mark.parametrize("adopters", [1, 3])
def test_how_often_it_was_tried_costs_the_same_however_often(county, adopters, django_assert_num_queries):
    play = make.listed(county)
    for _ in range(adopters):
        closed_with(county, play)
    # responses, records, their incidents by month, rounds that are over
    with django_assert_num_queries(4):
        assert tried([play])[play.pk].worked == adopters


def test_an_entry_says_how_long_after_the_start_was_counted(county, sign_in):
    problem = make.recommended(county)
    problem.started_on = dt.date(2025, 9, 10)
    problem.save()
    play = services.list_play(problem, draft_of(problem), names_nobody=True, by=county.partner)
    page = sign_in(county.health_lead).get(play.get_absolute_url()).content.decode()
    assert "10 September 2025; the count after began 3 weeks later and covers 6 months" in page


def test_an_entry_says_of_its_effect_what_the_record_says(county):
    """One sentence for both, by one rule: it can claim no more here than there."""
    problem = make.recommended(county)
    problem.comparison_before, problem.comparison_after = 50, 49
    problem.comparison_alike, problem.plan_implemented = "A shelter of the same make", "fully"
    problem.save()
    play = services.list_play(problem, draft_of(problem), names_nobody=True, by=county.partner)
    assert effect_in_words(play) == evidence_of(problem).sentence
    assert evidence_of_entry(play).level == evidence_of(problem).level == 3
    assert "not counted" in effect_in_words(Play())


def test_an_entry_of_a_file_that_was_reopened_claims_nothing_until_its_officer_confirms_it(county, sign_in):
    play = make.listed(county)
    client, addresses = sign_in(county.health_lead), (reverse("problems:plays"), play.get_absolute_url())
    problem = make.reopened(county, play)

    def claims_nothing():
        for address in addresses:
            page = client.get(address).content.decode()
            assert "The file that this entry is of was reopened" in page
            for claim in ("Incidents fell", "Tried once", "19 fewer", "on the Maryland scale", "Partly"):
                assert claim not in page

    claims_nothing()
    make.completed_again(county, problem, measure_achieved="no", incidents_after=58)
    claims_nothing()  # the counts that it holds are not the record's any more
    play = revised(play, county)
    assert (play.incidents_after, play.measure_achieved, play.reopened_on) == (58, "no", None)
    client = sign_in(county.health_lead)
    for address in addresses:
        assert "Tried once, and the measure was not achieved" in client.get(address).content.decode()


def words_of(play):
    return {name: getattr(play, name) for name in Play.TEXTS}


def revised(play, county, by=None, **said):
    play = Play.objects.get(pk=play.pk)
    said = {"names_nobody": True, "looked_at": True} | said
    return services.revise_play(play, said.pop("words", words_of(play)), by=by or county.partner, **said)


def test_a_second_round_is_another_try_and_has_an_entry_of_its_own(county, sign_in):
    """ADR 0022: no round is counted twice, and an adoption stays with what it adopted."""
    first = make.listed(county)
    adopter = closed_with(county, first)
    problem = make.second_round(county, first)
    first = revised(first, county)
    second = services.list_play(
        problem, draft_of(problem), names_nobody=True, looked_at=True, by=county.partner
    )
    assert (first.round, second.round) == (1, 2)
    assert [row.what for row in second.responses.all()] == ["Move the shelter"]
    assert [row.what for row in first.responses.all()] == ["Light the shelter"]
    assert set(adopter.responses.values_list("adopted_from", flat=True)) == {first.pk}
    counted = tried([first, second])
    assert (counted[first.pk].times, counted[second.pk].times) == (2, 1)
    client = sign_in(county.health_lead)
    page = client.get(first.get_absolute_url()).content.decode()
    assert "The problem was taken up again since, in a further round." in page
    assert second.get_absolute_url() in page
    page = client.get(second.get_absolute_url()).content.decode()
    assert "It tells of round 2 of its record." in page
    assert first.get_absolute_url() in page
    assert problem.reference not in page
    assert "round 2 of its record" in client.get(reverse("problems:plays")).content.decode()
    assert [hit.record for hit in find(county.outsider, "move")] == [second.pk]
    page = sign_in(county.partner).get(reverse("problems:rounds", args=[problem.reference])).content.decode()
    assert f"{first.reference}, of round 1" in page
    assert f"{second.reference}, of round 2" in page


def test_an_entry_of_a_round_that_is_over_says_what_that_round_came_to_in_the_end(county):
    first = make.listed(county)
    problem = make.taken_up_again(county, first, incidents_after=58, measure_achieved="no")
    assert problem.incidents_after is None
    first = revised(first, county)
    assert (first.incidents_after, first.after_until, first.hours) == (58, dt.date(2026, 3, 31), 0)
    assert str(tried([first])[first.pk]) == "Tried once, and the measure was not achieved"
    assert effect_in_words(first) == evidence_of_round(problem.rounds.get()).sentence


def test_to_bring_an_entry_up_to_date_its_officer_confirms_again_that_it_names_nobody(county):
    play = make.listed(county)
    problem = make.reopened(county, play)
    with pytest.raises(MoveRefused, match="open again"):
        revised(play, county)
    make.completed_again(county, problem)
    words = words_of(play) | {"lessons": "Ask Partner Northshire first."}
    with pytest.raises(MoveRefused) as refusal:
        revised(play, county, words=words, names_nobody=False, looked_at=False)
    assert [reason.split()[0] for reason in refusal.value.reasons] == ["Confirm", "Look"]
    for other in (county.officer, county.commander):
        with pytest.raises(PermissionDenied):
            revised(play, county, by=other)
    play = revised(play, county, words=words)
    assert play.lessons == words["lessons"]
    assert Play.history.filter(id=play.pk, lessons="Ask residents first.").exists()


def test_an_entry_that_named_somebody_is_mended_and_put_back(county, sign_in):
    play = make.listed(county)
    services.clear_summary(play, "Calls fell.", by=county.officer)
    services.withdraw_play(play, by=county.officer, reason="It names somebody")
    client, page = sign_in(county.partner), reverse("problems:play_revise", args=[play.reference])
    assert f'href="{page}"' in client.get(play.get_absolute_url()).content.decode()
    response = play.responses.get()
    said = words_of(play) | {f"what_{response.pk}": "Light it", "names_nobody": "on", "looked_at": "on"}
    shown = version_of(Play.objects.get(pk=play.pk))
    assert client.post(page, said | {"version": shown}).status_code == 302
    assert play.responses.get().what == "Light it"
    assert client.post(page, said | {"version": shown, "lessons": "Other"}).status_code == 409
    services.restore_play(Play.objects.get(pk=play.pk), by=county.partner, reason="Mended")
    assert [hit.record for hit in find(county.outsider, "light")] == [play.pk]
    assert sign_in(county.officer).get(page).status_code == 403
    assert sign_in(county.guest).get(page).status_code == 404


def test_what_was_cleared_for_the_press_is_cleared_no_more_once_the_entry_says_something_else(county):
    play = make.listed(county)
    services.clear_summary(play, "Calls fell.", by=county.officer)
    assert revised(play, county).public_summary == "Calls fell."
    assert revised(play, county, words=words_of(play) | {"lessons": "None"}).public_summary == ""


def test_its_officer_is_asked_to_bring_it_up_to_date_and_sees_what_the_record_now_says(county, sign_in):
    play = make.listed(county)
    waits = reverse("problems:play_revise", args=[play.reference])
    problem = make.reopened(county, play)
    home = reverse("home:home")
    assert waits not in sign_in(county.partner).get(home).content.decode()
    problem = make.completed_again(county, problem, lessons_learned="Ask residents, and go on asking.")
    client = sign_in(county.partner)
    assert f'{waits}">Update' in client.get(home).content.decode()
    assert "Bring its library entry up to date" in client.get(problem.get_absolute_url()).content.decode()
    page = client.get(waits).content.decode()
    assert "The record now says: Ask residents, and go on asking." in page
    assert page.count("The record now says") == 1
    revised(play, county)
    assert waits not in sign_in(county.partner).get(home).content.decode()


def test_a_response_of_an_earlier_round_is_used_again_without_writing_it_again(county, sign_in):
    """And is one more try of what the library holds of that round."""
    first = make.listed(county)
    before = Response.objects.get(problem=first.comes_from)
    keep(
        ResponsePartner(response=before, agency=county.council, expertise="Owns the lamps"), by=county.partner
    )
    problem = make.taken_up_again(county, first)
    client = sign_in(county.partner)
    page = client.get(reverse("problems:response", args=[problem.reference])).content.decode()
    add = f"{reverse('problems:response_add', args=[problem.reference])}?again={before.pk}"
    assert f'href="{add}">Use it again' in page
    page = client.get(add).content.decode()
    assert "Light lets people be seen." in page
    assert "Owns the lamps" in page
    said = {"what": before.what, "mechanism": before.mechanism, "techniques": [7], "choice": "chosen"}
    assert client.post(add, said).status_code == 302
    assert problem.responses.get(round=2).adopted_from == first
    other = problems.opened(county, title="Another")
    path = reverse("problems:response_add", args=[other.reference])
    assert "Owns the lamps" not in client.get(f"{path}?again={before.pk}").content.decode()


def test_an_entry_of_a_record_that_was_withdrawn_is_taken_out(county):
    play = make.listed(county)
    services.withdraw_problem(make.reopened(county, play), by=county.partner, reason="It stopped")
    with pytest.raises(MoveRefused, match="Take it out of the library"):
        revised(play, county)


def test_whoever_may_not_know_of_the_record_is_not_shown_it_beside_its_entry(county, sign_in):
    """Every partner reads the entry; the officers of the partnership follow its officer, but not behind a wall."""
    play = make.listed(county)
    problem = make.reopened(county, play)
    make.completed_again(county, problem, outline="Kept among those who are named")
    User.objects.filter(pk=county.partner.pk).update(is_active=False)
    page = reverse("problems:play_revise", args=[play.reference])
    assert "Kept among those" in sign_in(county.officer).get(page).text
    Record.objects.filter(pk=problem.pk).update(audience="named")
    client = sign_in(county.officer)
    assert "Bring it up to date" not in client.get(play.get_absolute_url()).text
    assert client.get(page).status_code == 403
    with pytest.raises(PermissionDenied):
        revised(play, county, by=county.officer)


def test_a_record_in_its_second_round_may_adopt_what_its_first_came_to(county, sign_in):
    """Its own round, and another record's, are each told of and counted once."""
    first = make.listed(county)
    problem = make.taken_up_again(county, first)
    assert offered_to(problem, county.partner) == [first]
    services.adopt_play(first, problem, by=county.partner)
    with pytest.raises(MoveRefused, match="already"):
        services.adopt_play(first, problem, by=county.partner)
    for record in (first, problem):  # each arises from the other
        page = reverse("records:thread", args=[record.reference])
        assert sign_in(county.partner).get(page).status_code == 200
    other = closed_with(county, first)
    Problem.objects.filter(pk=other.pk).update(status="review")
    services.decide(other, Action.REASSESS, comments="Begin again.", by=county.commander)
    services.adopt_play(first, other, by=county.partner)
    assert list(other.responses.order_by("pk").values_list("round", flat=True)) == [1, 2]
    assert tried([revised(first, county)])[first.pk].times == 2  # what is adopted and not over is no try


def test_techniques_are_named():
    assert techniques_in_words([7, 2]) == "2 Control access to facilities and 7 Assist natural surveillance"
    assert techniques_in_words([]) == ""


def test_new_records_are_offered_entries_of_like_kind(county):
    """S002-117"""
    play = make.listed(county)
    like = problems.opened(county, title="Another", kinds=["asb"])
    other = problems.opened(county, title="Fear", kinds=["fear"])
    assert offered_to(like, county.partner) == [play]
    assert offered_to(other, county.partner) == []
    assert offered_to(play.comes_from, county.partner) == []


def test_taken_out_it_is_known_to_those_alone_who_may_put_it_back(county):
    play = services.withdraw_play(make.listed(county), by=county.officer, reason="It rests on too little")
    known = [name for name, user in county.personas.items() if Play.objects.visible_to(user).exists()]
    assert known == ["officer", "partner"]
    assert offered_to(problems.opened(county, kinds=["asb"]), county.partner) == []
    assert services.restore_play(play, by=county.partner, reason="It held").status == "listed"


def test_an_award_entry_counts_its_words(county, sign_in):
    """S002-28"""
    play = make.listed(county)
    entry = award_entry(play)
    assert (entry.force, entry.category) == ("Northshire Police", "Anti-social behaviour")
    assert not entry.too_long
    said = {part.heading: part.text for part in entry.description}
    assert said["Response"] == "Light the shelter. Light lets people be seen."
    assert "Counted before from 1 October 2024 to 31 March 2025, after from 1 October 2025" in said["Effect"]
    assert _words((Part("Scanning", "one two  three"), Part("Response", "four\nfive"))) == 5
    play.outline = "word " * 401
    assert ["summary" in words for words in award_entry(play).too_long] == [True]
    play.comes_from.agency = county.health
    assert (
        award_entry(play).force == "Northshire Police"
    )  # of the partnership, where another agency worked it
    answer = sign_in(county.health_lead).get(
        reverse("problems:play_award", args=[play.reference]) + "?file=docx"
    )
    text = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(answer.content)).paragraphs)
    assert play.title in text
    assert "Light lets people be seen." in text


@pytest.mark.parametrize("rows", [1, 3])
def test_the_library_costs_the_same_at_any_length(county, sign_in, rows, django_assert_num_queries):
    for _ in range(rows):
        make.listed(county)
    client = sign_in(county.health_lead)
    client.get(reverse("problems:plays"))
    with django_assert_num_queries(6):
        page = client.get(reverse("problems:plays")).content.decode()
    assert page.count("CSP-GPP-") >= rows
    with django_assert_num_queries(7):
        client.get(Play.objects.first().get_absolute_url())


def test_the_pages_from_a_completed_record_to_its_use(county, sign_in):
    problem, client = make.recommended(county), sign_in(county.partner)
    assert "Put it in the library" in client.get(problem.get_absolute_url()).content.decode()
    page = reverse("problems:play_add", args=[problem.reference])
    waits = f'href="{page}">Add to the library: '
    assert waits in client.get(reverse("home:home")).content.decode()
    assert waits not in sign_in(county.commander).get(reverse("home:home")).content.decode()
    client = sign_in(county.partner)
    response = Response.objects.get(problem=problem)
    words = draft_of(problem) | {
        "lessons": "Ask Partner Northshire.",
        f"what_{response.pk}": "Light the shelter, says Northshire",
    }
    assert "name" in client.get(page).content.decode()
    answer = client.post(page, {**words, "names_nobody": "on"})
    assert answer.status_code == 422
    assert "the name of" in answer.content.decode()
    assert "Light the shelter, says Northshire" in answer.content.decode()
    words[f"what_{response.pk}"] = (
        "Light the waiting room"  # a response may name somebody too, and is mended here
    )
    assert client.post(page, {**words, "names_nobody": "on", "looked_at": "on"}).status_code == 302
    play, target = Play.objects.get(), problems.opened(county, title="Another shelter")
    assert [row.what for row in play.responses.all()] == ["Light the waiting room"]
    response.refresh_from_db()
    assert response.what == "Light the shelter"  # the record says what it said
    adopt = reverse("problems:play_adopt", args=[play.reference])
    assert client.post(adopt, {"problem": target.reference}).status_code == 302
    assert target.responses.count() == 1
    found = client.get(reverse("problems:plays") + "?q=shelter&kind=asb").content.decode()
    assert play.reference in found
    move = reverse("problems:play_move", args=[play.reference, "withdraw"])
    assert client.post(move, {"reason": "Doubtful"}).status_code == 302


def test_a_partner_elsewhere_adopts_it_in_a_new_record(county, sign_in):
    """S000-44: of the record that it comes from they are told nothing."""
    play = make.listed(county)
    client, adopt = sign_in(county.outsider), reverse("problems:play_adopt", args=[play.reference])
    page = client.get(play.get_absolute_url()).content.decode()
    assert play.comes_from.reference not in page
    assert client.post(adopt, {"title": "", "partnership": county.there.pk}).status_code == 422
    answer = client.post(adopt, {"title": "Damage at the pier", "partnership": county.there.pk})
    problem = Problem.objects.get(partnership=county.there)
    assert answer["Location"] == problem.get_absolute_url()
    assert (problem.title, problem.kinds, problem.officer) == (
        "Damage at the pier",
        ["asb"],
        county.outsider.person,
    )
    assert [row.what for row in problem.responses.all()] == ["Light the shelter"]
    assert client.post(adopt, {"title": "Here", "partnership": county.here.pk}).status_code == 422


def test_who_may_not_do_what_with_an_entry(county, sign_in):
    play = make.listed(county)
    assert sign_in(county.guest).get(play.get_absolute_url()).status_code == 404
    move = reverse("problems:play_move", args=[play.reference, "withdraw"])
    assert sign_in(county.health_lead).post(move, {"reason": "No"}).status_code == 403
    page = reverse("problems:play_add", args=[play.comes_from.reference])
    assert sign_in(county.officer).get(page).status_code == 403
    assert Problem.objects.filter(status=Action.COMPLETE).count() == 0
