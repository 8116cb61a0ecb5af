"""A form sent twice, by the back button or an impatient press, makes one thing, and asks nobody twice."""

import datetime as dt

import pytest
from django.urls import reverse
from lxml import html

from assessments.models import Ask, Indicator, Priority, Study
from audit.clock import today

pytestmark = pytest.mark.django_db
DUE = (today() + dt.timedelta(days=21)).isoformat()


@pytest.mark.parametrize(
    ("name", "model", "said"),
    [
        ("priority_add", Priority, {"is_strategic": "on"}),
        ("study_add", Study, {}),
        ("indicator_add", Indicator, {"definition": "As recorded", "source": "Shire Police"}),
        ("ask_add", Ask, {"due_on": DUE}),
    ],
)
def test_it_is_made_once(county, sign_in, name, model, said):
    client, address = sign_in(county.officer), reverse(f"assessments:{name}")
    [form] = [one for one in html.fromstring(client.get(address).content).forms if "title" in one.fields]
    said = dict(form.form_values()) | {"title": "Thefts of farm machines"} | said
    if model is Ask:
        said["agencies"] = [county.police.pk, county.council.pk]
    first = client.post(address, said)
    assert first.status_code == 302, (
        html.fromstring(first.content).xpath("//*[@role='alert']")[0].text_content()
    )
    made, notices = model.objects.count(), county.partner.notices.count()
    again = client.post(address, said)
    assert (again.status_code, model.objects.count(), county.partner.notices.count()) == (422, made, notices)
    assert (
        f"You made {model.objects.order_by('-pk').first().reference} with the same words"
        in again.content.decode()
    )
    assert client.post(address, said | {"title": "Another"}).status_code == 302
