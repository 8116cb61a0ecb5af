"""A law of forms: what is chosen among rows is chosen by fields that refuse a key that no database holds."""

import ast

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.urls import get_resolver

from design.forms import LONG_TEXT, RecordChoiceField, RecordsChoiceField
from records.fields import LinesField
from tests.architecture.source import ROOMS, modules, name, tree

OF_DJANGO = {"ModelChoiceField", "ModelMultipleChoiceField"}
KEEPS_THEM = ("design/forms.py", "design/words.py")  # where ours are made, and where they are told apart


@pytest.mark.parametrize("path", [p for p in modules() if name(p) not in KEEPS_THEM], ids=name)
def test_no_room_chooses_by_the_fields_of_django(path):
    used = [
        node for node in ast.walk(tree(path)) if getattr(node, "attr", getattr(node, "id", "")) in OF_DJANGO
    ]
    assert [node.lineno for node in used] == []


def all_forms(above=forms.BaseForm):
    for form in above.__subclasses__():
        yield form
        yield from all_forms(form)


def test_what_models_bring_to_their_forms_is_ours_too():
    assert get_resolver().url_patterns  # every form is known once the addresses are
    ours = [
        form
        for form in all_forms()
        if form.__module__.split(".")[0] in ROOMS and hasattr(form, "base_fields")
    ]
    assert len(ours) > 100
    chosen = [
        f"{form.__qualname__}.{key}"
        for form in ours
        for key, field in form.base_fields.items()
        if isinstance(field, forms.ModelChoiceField)
        and not isinstance(field, RecordChoiceField | RecordsChoiceField)
    ]
    assert chosen == []


ENDS_BY_ITSELF = (
    "LookupField",
    "AnalystField",
    "MonthField",
)  # which say in their own words that it is no name or month
NOT_KEPT = ("accounts.forms.", "design.gallery.")  # passwords and codes of the library; a sample


def test_whatever_a_person_types_has_an_end():
    """A slip of the hand pastes a book. What a field takes is said beside it, before the request is too large."""
    assert get_resolver().url_patterns
    endless = [
        f"{form.__module__}.{form.__qualname__}.{key}"
        for form in all_forms()
        if form.__module__.split(".")[0] in ROOMS and hasattr(form, "base_fields")
        for key, field in form.base_fields.items()
        if isinstance(field, forms.CharField)
        and not field.widget.is_hidden
        and field.max_length is None
        and type(field).__name__ not in ENDS_BY_ITSELF
    ]
    assert [name for name in endless if not name.startswith(NOT_KEPT)] == []


def test_lines_are_counted_by_their_characters():
    field = LinesField(longest=LONG_TEXT)
    assert field.clean("one\ntwo") == ["one", "two"]
    with pytest.raises(ValidationError, match=f"at most {LONG_TEXT}"):
        field.clean("a\n" * (LONG_TEXT // 2 + 1))
