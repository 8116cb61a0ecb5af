"""What a person does on any page: fill in a day, press, follow, and wait for words."""


def day(page, legend, when):
    group = page.get_by_role("group", name=legend)
    for label, value in (("Day", when.day), ("Month", when.month), ("Year", when.year)):
        group.get_by_label(label, exact=True).fill(str(value))


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def follow(page, name):
    """A link, whether it looks like one or like a button."""
    page.get_by_role("link", name=name).or_(page.get_by_role("button", name=name)).first.click()


def said(page, words):
    page.get_by_text(words).first.wait_for()


def choose_scorer(page, person):
    """By name; whoever gives a bid reads the agency beside it."""
    choice = page.get_by_label("Who scores it")
    offered = choice.locator("option", has_text=f"{person}, ")
    choice.select_option(value=offered.get_attribute("value"))
