"""What a date box and a time box take, and the sentence with which they refuse the rest."""

import datetime as dt

import pytest
from django import forms

from design.forms import DateField, TimeField

JUNE = dt.date(2026, 6, 8)
REAL = "Date must be a real date, like 8 June 2026"
YEAR = "Date must include a year of four figures, like 8 June 2026"


class DateForm(forms.Form):
    date = DateField()


class TimeForm(forms.Form):
    time = TimeField(required=False)


def boxes(day="", month="", year=""):
    return {"date-day": day, "date-month": month, "date-year": year}


@pytest.mark.parametrize(
    "data",
    [
        boxes("8", "6", "2026"),
        boxes("08", "06", "2026"),
        boxes(" 8 ", "June", "2026"),
        boxes("8th", "jun", "2026"),
        boxes("8 June 2026"),
        boxes("8 JUNE 2026"),
        boxes("8/6/2026"),
        {"date": "8 June 2026"},
        {"date": "Monday 8 June 2026"},
        {"date": "Monday, 8 June, 2026"},
        {"date": "2026-06-08"},
        {"date": "8.6.2026"},
    ],
)
def test_a_date_is_taken_as_people_write_it(data):
    form = DateForm(data)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["date"] == JUNE


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (boxes("31", "2", "2026"), REAL),
        (boxes("29", "February", "2027"), REAL),
        (boxes("31", "June", "2026"), REAL),
        (boxes("0", "6", "2026"), REAL),
        (boxes("8", "13", "2026"), REAL),
        (boxes("8", "6", "0000"), REAL),
        (boxes("June", "8", "2026"), REAL),
        (boxes("8", "", "2026"), REAL),
        (boxes("8 junk 2026"), REAL),
        (boxes("8", "marching", "2026"), REAL),
        (boxes("²", "6", "2026"), REAL),
        ({"date": "yesterday"}, REAL),
        ({"date": "8" * 5000}, REAL),
        (boxes("8", "6"), YEAR),  # S004-62
        (boxes("8", "6", "26"), YEAR),
        ({"date": "27 June"}, YEAR),
        (boxes("8", "6", "1066"), "Date must be between 1 January 1800 and 31 December 2199"),
        (boxes(), "Enter the date"),
        ({}, "Enter the date"),
    ],
)
def test_anything_else_is_refused_with_a_sentence(data, sentence):
    assert DateForm(data).errors["date"] == [sentence]


def test_the_limits_of_a_field_are_said():
    field = DateField(label="Start", earliest=JUNE, latest=dt.date(2026, 12, 31))
    with pytest.raises(forms.ValidationError, match="Start must be between 8 June 2026 and 31 December 2026"):
        field.clean("2026-01-01")
    assert field.clean(JUNE) == JUNE


def test_a_date_that_may_be_missing_is_none():
    assert DateField(required=False).clean(("", "", "")) is None


def test_what_was_typed_stays_in_the_boxes():
    markup = str(DateForm(boxes("31", "Feb", "26"))["date"])
    for typed in ("31", "Feb", "26"):
        assert f'value="{typed}"' in markup


def test_a_date_from_the_database_fills_the_boxes():
    markup = str(DateForm(initial={"date": JUNE})["date"])
    for part in ("8", "6", "2026"):
        assert f'value="{part}"' in markup


@pytest.mark.parametrize(
    ("data", "changed"),
    [(boxes("8", "6", "2026"), False), (boxes("9", "6", "2026"), True), (boxes("x"), True), ({}, True)],
)
def test_a_date_knows_whether_it_changed(data, changed):
    assert DateForm(data, initial={"date": JUNE}).has_changed() is changed


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("9:30am", dt.time(9, 30)),
        ("9.30 AM", dt.time(9, 30)),
        ("0930", dt.time(9, 30)),
        ("9:30", dt.time(9, 30)),
        ("14:00", dt.time(14)),
        ("14:00:00", dt.time(14)),
        ("10am", dt.time(10)),
        ("12:10pm", dt.time(12, 10)),
        ("12:10am", dt.time(0, 10)),
        ("2 p.m.", dt.time(14)),
        ("midday", dt.time(12)),
        ("noon", dt.time(12)),
        ("midnight", dt.time(0)),
        ("", None),
    ],
)
def test_a_time_is_taken_as_people_write_it(typed, time):
    form = TimeForm({"time": typed})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["time"] == time


@pytest.mark.parametrize("typed", ["half nine", "25:00", "9:75", "13pm", "0am", "2", "9:30xm", "9" * 5000])
def test_a_time_that_is_none_is_refused(typed):
    assert TimeForm({"time": typed}).errors["time"] == ["Time must be a time, like 9:30am or 2pm"]


def test_a_time_from_the_database_reads_as_people_write_it():
    assert 'value="9:30am"' in str(TimeForm(initial={"time": dt.time(9, 30)})["time"].as_field_group())
    assert not TimeForm({"time": "9:30am"}, initial={"time": dt.time(9, 30)}).has_changed()
    assert TimeForm({"time": "x"}, initial={"time": dt.time(9, 30)}).has_changed()


@pytest.mark.parametrize(
    "label", ["When the death became known", "On which day", "Until", "Needed by", "From", "Closes: day"]
)
def test_a_label_that_is_no_noun_is_quoted(label):
    class AForm(forms.Form):
        day = DateField(label=label)

    assert AForm({}).errors["day"] == [f"Enter a day under “{label}”"]
    assert AForm({"day": "soon"}).errors["day"][0].startswith(f"“{label}” must be a real date")
