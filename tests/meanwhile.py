"""Two people who have one form open at once."""

from lxml import html


def typed(page):
    """What the page's form holds, as a browser would send it."""
    [form] = [one for one in html.fromstring(page.content).forms if "version" in one.fields]
    return dict(form.form_values())


def second_of_two(client, address, change, said):
    """Who saves ``said`` after another's ``change``: the labels of what differs. What they save again stands."""
    first = typed(client.get(address))
    change()
    answer = client.post(address, first | said)
    assert answer.status_code == 409
    assert client.post(address, typed(answer)).status_code == 302
    return html.fromstring(answer.content).xpath("//table//tbody//th/text()")
