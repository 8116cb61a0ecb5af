"""Django's messages in plain words."""

import pytest
from django import forms
from django.core.exceptions import ValidationError

from design import words

CHOICES = [("a", "A"), ("b", "B")]


def said(field, value="", label="Title"):
    field.label = label
    form = type("OneField", (forms.Form,), {"one": field})({"one": value})
    return words.errors(form["one"])


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        (forms.CharField(), "", "Enter the title"),
        (forms.CharField(max_length=5), "x" * 8, "Title must be 5 characters or fewer: shorten it by 3"),
        (forms.CharField(min_length=5), "x", "Title must be 5 characters or more"),
        (
            forms.CharField(),
            "a\x00b",
            "Title holds a character that cannot be kept. Delete it, or type the text again",
        ),
        (forms.IntegerField(), "several", "Title must be a whole number, like 12"),
        (
            forms.IntegerField(min_value=2000, max_value=2099),
            "2026/27",
            "Title must be a year of four figures, like 2026",
        ),
        (forms.IntegerField(max_value=2000), "2001", "Title must be 2,000 or less"),
        (forms.IntegerField(min_value=2000, max_value=2099), "2100", "Title must be 2099 or less"),
        (forms.IntegerField(min_value=1), "0", "Title must be 1 or more"),
        (forms.DecimalField(), "x", "Title must be a number, like 3500 or 12.50"),
        (forms.DecimalField(decimal_places=2), "1.234", "Title must have no more than 2 decimal places"),
        (forms.DecimalField(decimal_places=1), "3.25", "Title must have no more than 1 decimal place"),
        (forms.EmailField(), "me", "Enter the title in the correct format, like name@example.com"),
        (
            forms.URLField(assume_scheme="https"),
            "http://",
            "Enter the title in full, like https://example.com/page",
        ),
        (forms.ChoiceField(choices=CHOICES), "", "Select the title"),
        (forms.ChoiceField(choices=CHOICES), "c", "Select the title from the list"),
        (forms.MultipleChoiceField(choices=CHOICES), [], "Select the title"),
        (forms.FileField(), None, "Choose the title"),
        (forms.BooleanField(), None, "Tick “Title”"),
    ],
)
def test_a_stock_message_says_how_to_mend_it(field, value, sentence):
    assert said(field, value) == [sentence]


@pytest.mark.parametrize(
    ("label", "sentence"),
    [
        ("Date of birth", "Enter the date of birth"),
        ("NHS number", "Enter the NHS number"),
        ("Your name", "Enter your name"),
        ("The purpose", "Enter the purpose"),
        ("Who may attend?", "Enter an answer to “Who may attend?”"),
    ],
)
def test_a_label_fits_into_the_sentence(label, sentence):
    assert said(forms.CharField(), label=label) == [sentence]


def test_a_message_of_the_form_s_own_stays():
    assert said(forms.CharField(error_messages={"required": "Give a reason"})) == ["Give a reason"]
    assert said(forms.CharField(max_length=1, error_messages={"max_length": "Too long"}), "xx") == [
        "Too long"
    ]


def test_a_message_raised_in_cleaning_stays_whatever_its_code():
    class Refusing(forms.Form):
        one = forms.CharField()

        def clean_one(self):
            raise ValidationError("It is taken", code="required")

    assert words.errors(Refusing({"one": "x"})["one"]) == ["It is taken"]


def test_what_is_wrong_with_the_whole_form_is_said():
    class Refusing(forms.Form):
        def clean(self):
            raise ValidationError("The end is before the start")

    assert words.form_errors(Refusing({})) == ["The end is before the start"]


def test_a_label_that_asks_is_said_in_its_own_words():
    label = "What is the problem, in a few words"
    shorter = f"“{label}” must be 5 characters or fewer: shorten it by 3"
    assert said(forms.CharField(max_length=5), "x" * 8, label) == [shorter]
    assert said(forms.CharField(), "", label) == [f"Enter an answer to “{label}”"]
