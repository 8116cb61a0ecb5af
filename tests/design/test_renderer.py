"""Forms as the GOV.UK components draw them. What the components themselves guarantee is theirs to test."""

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms.renderers import DjangoTemplates
from django.template import engines
from django.utils.safestring import mark_safe
from lxml import html
from markupsafe import escape

from design import renderer
from design.components import _kept, _macro, date_input, render
from design.forms import DateField, MultipleFileInput, formfield, version_field
from design.gallery import WRONG, SampleForm


def tree(markup):
    return html.fromstring(f"<div>{markup}</div>")


def jinja(source, **context):
    return engines["jinja2"].from_string(source).render(context)


def test_every_widget_has_its_component():
    page = tree(SampleForm())
    for name, xpath in {
        "title": '//input[@type="text" and contains(@class, "govuk-input")]',
        "body": '//select[contains(@class, "govuk-select")]',
        "held_on-day": '//input[contains(@class, "govuk-date-input__input")]',
        "chair": '//input[@type="email"]',
        "places": '//input[@inputmode="numeric"]',
        "regime": '//input[@type="radio" and contains(@class, "govuk-radios__input")]',
        "agencies": '//input[@type="checkbox" and contains(@class, "govuk-checkboxes__input")]',
        "agreed": '//input[@type="checkbox" and @value="on"]',
        "purpose": '//textarea[contains(@class, "govuk-js-character-count")]',
        "paper": '//input[@type="file" and contains(@class, "govuk-file-upload")]',
        "password": '//input[@type="password"]',
        "version": '//input[@type="hidden"]',
    }.items():
        assert page.xpath(f'{xpath}[@name="{name}"]'), name


def test_every_control_has_a_label_and_ids_are_unique():
    page = tree(SampleForm())
    controls = page.xpath('//input[not(@type="hidden")]|//select|//textarea')
    ids = [control.get("id") for control in controls]
    assert len(ids) == len(set(ids)) == len(page.xpath("//label[@for]"))
    assert {label.get("for") for label in page.xpath("//label")} == set(ids)


def test_a_hint_and_an_error_are_tied_to_the_control():
    page = tree(renderer.form_field(SampleForm(WRONG)["title"]))
    control = page.get_element_by_id("id_title")
    assert control.get("aria-describedby") == "id_title-hint id_title-error"
    assert "govuk-input--error" in control.get("class")
    assert "Title must be 60 characters or fewer" in page.get_element_by_id("id_title-error").text_content()


def test_each_error_links_to_the_first_control_of_its_field():
    form = SampleForm(WRONG, {})
    page = tree(str(renderer.error_summary(form)) + str(form))
    links = page.xpath('//div[contains(@class, "govuk-error-summary")]//a/@href')
    assert len(links) == 11
    assert {"#id_held_on-day", "#id_regime", "#id_agencies", "#id_agreed"} <= set(links)
    for link in links:
        assert page.get_element_by_id(link[1:]).tag in ("input", "select", "textarea")


def test_a_form_without_errors_has_no_summary():
    assert renderer.error_summary(SampleForm()) == ""


def test_errors_of_a_formset_are_in_the_summary():
    formset = forms.formset_factory(SampleForm, extra=1, min_num=1, validate_min=True)
    data = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-title": "x", "form-0-places": "y"}
    summary = str(renderer.error_summary(formset(data)))
    assert 'href="#id_form-0-places"' in summary


@pytest.mark.parametrize(
    ("field", "says"),
    [
        (forms.CharField(required=False), True),
        (forms.CharField(), False),
        (forms.BooleanField(required=False), False),
        (forms.CharField(required=False, disabled=True), False),
    ],
)
def test_what_may_be_left_out_says_so(field, says):
    form = type("OneField", (forms.Form,), {"one": field})()
    assert ("(optional)" in renderer.form_field(form["one"])) is says
    assert "(optional)" not in renderer.form_field(form["one"], optional=False)


def test_a_form_may_keep_quiet_about_what_is_optional():
    quiet = type("Quiet", (forms.Form,), {"one": forms.CharField(required=False), "mark_optional": False})
    assert "(optional)" not in str(quiet())


def test_what_was_typed_is_kept_and_escaped():
    class Two(forms.Form):
        title = forms.CharField()
        text = forms.CharField(widget=forms.Textarea)

    markup = str(Two({"title": '"><script>x</script>', "text": "</textarea><script>x</script>"}))
    assert "<script>" not in markup
    page = tree(markup)
    assert page.get_element_by_id("id_title").value == '"><script>x</script>'
    assert page.get_element_by_id("id_text").value == "</textarea><script>x</script>"


def test_labels_hints_errors_and_choices_are_escaped():
    class Hostile(forms.Form):
        one = forms.ChoiceField(
            label="<i>l", help_text="<i>h", choices=[("<i>v", "<i>c")], widget=forms.RadioSelect
        )

        def clean(self):
            self.add_error("one", "<i>e")

    form = Hostile({"one": "<i>v"})
    assert "<i>" not in str(form) + str(renderer.error_summary(form))


def test_chosen_choices_stay_chosen():
    form = SampleForm(
        {"body": "tasking", "regime": "closed", "agencies": ["council", "fire"], "agreed": "on"}
    )
    page = tree(form)
    assert page.xpath("//option[@selected]/@value") == ["tasking"]
    assert page.xpath("//input[@checked]/@value") == ["closed", "council", "fire", "on"]


def test_a_blank_choice_reads_as_words_and_is_no_radio():
    class Blank(forms.Form):
        must = forms.ChoiceField(choices=[("", "---------"), ("a", "A")])
        radio = forms.ChoiceField(choices=[("", "---------"), ("a", "A")], widget=forms.RadioSelect)

    page = tree(Blank())
    assert [option.text for option in page.xpath("//option")] == ["Choose one", "A"]
    assert page.xpath('//input[@type="radio"]/@value') == ["a"]


def test_a_choice_may_have_a_hint():
    form = SampleForm()
    form.fields["regime"].choice_hints = {"open": "Anyone may come"}
    assert "Anyone may come" in renderer.form_field(form["regime"])


def test_attributes_of_a_widget_reach_the_control():
    class One(forms.Form):
        name = forms.CharField(
            widget=forms.TextInput({"class": "govuk-input--width-10", "autocomplete": "name"})
        )
        text = forms.CharField(widget=forms.Textarea({"rows": 9, "data-x": "1"}))

    page = tree(One())
    assert "govuk-input--width-10" in page.get_element_by_id("id_name").get("class")
    assert page.get_element_by_id("id_name").get("autocomplete") == "name"
    text = page.get_element_by_id("id_text")
    assert (text.get("rows"), text.get("data-x")) == ("9", "1")


def test_several_files_may_be_chosen_where_the_form_says_so():
    several = type("Several", (forms.Form,), {"files": forms.FileField(widget=MultipleFileInput)})
    assert tree(several()).xpath('//input[@type="file" and @multiple]')


def test_a_password_is_never_sent_back():
    assert "secret" not in str(SampleForm({"password": "secret"})["password"].as_field_group())


def test_a_form_page_is_a_whole_form():
    form = SampleForm(WRONG, {"paper": SimpleUploadedFile("a.txt", b"x")})
    source = '{{ form_page(form, submit="Send", cancel="/back/", guard=True) }}'
    page = tree(jinja(source, form=form, csrf_input='<input name="token">')).find("form")
    assert page.get("enctype") == "multipart/form-data"
    assert page.get("method") == "post"
    assert "novalidate" in page.attrib
    assert page.xpath('.//input[@name="version"]/@value') == ["3"]
    assert [button.text_content().strip() for button in page.xpath(".//button")][-1] == "Send"
    assert page.xpath('.//a[@href="/back/"]')


def test_a_form_page_refuses_an_option_it_does_not_know():
    with pytest.raises(TypeError, match="cancle"):
        jinja('{{ form_page(form, cancle="/") }}', form=SampleForm())


def test_a_model_s_dates_are_taken_in_three_boxes():
    from django.db import models

    assert isinstance(formfield(models.DateField()), DateField)
    assert isinstance(formfield(models.CharField(max_length=3)), forms.CharField)
    assert isinstance(version_field().widget, forms.HiddenInput)


def test_a_component_is_drawn_anew_unless_every_parameter_is_the_same():
    safe, unsafe = mark_safe("<b>Save</b>"), "<b>Save</b>"
    for _ in range(2):
        assert "<b>Save</b>" in render("button", html=safe)
        assert "&lt;b&gt;Save" in render("button", text=unsafe)
        assert 'id="one"' in render("input", id="one", name="a", label={"text": safe})
        assert "<b>" not in render("input", id="one", name="a", label={"text": unsafe})


def test_what_somebody_entered_is_not_kept():
    """What is kept is the field, with a place for it."""
    _kept.cache_clear()
    field = {"id": "a", "name": "a", "label": {"text": "Outline"}}
    said = ["Said of one", "Said of another", '"two" & <three>']
    for component in ("input", "textarea", "character-count"):
        assert all(escape(words) in render(component, **field, value=words) for words in said)
    assert 'value="1"' in date_input("day", ("1", "", ""), id="day")
    assert 'value="2"' in date_input("day", ("2", "", ""), id="day")
    render("input", **field, value="", errorMessage={"text": "“Said of one” is too long"})
    assert _kept.cache_info().currsize == 4


@pytest.mark.parametrize("component", ["input", "textarea", "character-count"])
@pytest.mark.parametrize("value", ["One line", "Two\n  lines", "\"<&'", mark_safe("&amp;"), 12])
def test_a_value_stands_where_the_component_puts_it(component, value):
    field = {"id": "a", "name": "a", "label": {"text": "Outline"}, "attributes": {"data-guard": "yes"}}
    assert render(component, **field, value=value) == _macro(component)(field | {"value": value})


@pytest.mark.parametrize("component", ["textarea", "character-count"])
@pytest.mark.parametrize("value", ["\nOne", "\r\n<One>", "One", "\n\n"])
def test_no_line_break_is_lost_at_the_start_of_a_text_area(component, value):
    """A browser drops one there, each time that a form is refused."""
    drawn = render(component, id="a", name="a", label={"text": "Outline"}, value=value)
    within = drawn.partition("</textarea>")[0].rpartition(">")[2]
    assert within.removeprefix("\n") == escape(value)


def test_what_is_hidden_is_written_as_django_writes_it():
    class Form(forms.Form):
        version = forms.CharField(
            widget=forms.HiddenInput(attrs={"data-kept": True, "data-not": False}), required=False
        )

    for value in (None, "", "<3>", 7):
        form = Form(initial={"version": value})
        theirs = Form(initial={"version": value}, renderer=DjangoTemplates())
        [ours], [usual] = tree(str(form["version"])), tree(str(theirs["version"]))
        assert dict(ours.attrib) == dict(usual.attrib)


def test_a_file_that_is_to_be_chosen_again_is_said_so():
    class Sending(forms.Form):
        title = forms.CharField()
        file = forms.FileField(help_text="At most 20 MB.")

    sent = {"file": SimpleUploadedFile("plan.txt", b"A plan.")}
    assert "At most 20 MB. Choose the file again: it was not kept." in str(
        Sending({}, sent)["file"].as_field_group()
    )
    assert "Choose the file again" not in str(Sending({"title": "Plan"}, sent)["file"].as_field_group())
    assert "Choose the file again" not in str(Sending({}, {})["file"].as_field_group())
