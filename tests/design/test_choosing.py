"""A key that no database holds is refused in words."""

import pytest
from django import forms

from design.forms import RecordChoiceField, RecordsChoiceField
from funding.models import FundingCall
from partnership.models import Area

pytestmark = pytest.mark.django_db


class Asked(forms.Form):
    call = RecordChoiceField(FundingCall.objects.all())
    areas = RecordsChoiceField(Area.objects.all())


@pytest.mark.parametrize("key", ["9" * 20, "-" + "9" * 20, "٣" * 20, "9" * 100_000, "x", "-1", "\x00"])
def test_a_key_that_is_no_key(key):
    form = Asked({"call": key, "areas": [key]})
    assert set(form.errors) == {"call", "areas"}


def test_a_key_that_is_one():
    area = Area.objects.create(name="Here", kind="district")
    form = Asked({"call": "", "areas": [str(area.pk)]})
    assert list(form.errors) == ["call"]
    assert list(form.cleaned_data["areas"]) == [area]
