"""A law of forms: what is chosen among rows is chosen by fields that refuse a key that no database holds."""

import ast

import pytest
from django import forms
from django.urls import get_resolver

from design.forms import RecordChoiceField, RecordsChoiceField
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
