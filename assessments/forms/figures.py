from django import forms
from django.db.models import Exists, OuterRef

from assessments.categories import CRIMES, Category
from assessments.drawing import DRAW, MOST_LINES, Kind
from assessments.forms.fields import MonthField
from assessments.harming import offence_weights_of, weights_of
from assessments.models import AreaCount, Indicator, WeightSet
from assessments.numbers import Wants
from evidence.months import Window
from partnership.models import Area
from records.fields import RowField, RowsField, several, text

MOST_AREAS = 80
MAPS = (Kind.MAP, Kind.CHANGE_MAP, Kind.DENSITY)


class FigureForm(forms.Form):
    """What a figure draws: indicators, or categories of police data in an area, over some months."""

    title = forms.CharField(label="Title", max_length=200, help_text="What it shows, where and when")
    kind = forms.ChoiceField(
        label="Kind", choices=[(k.value, k.label) for k in DRAW], widget=forms.RadioSelect
    )
    indicators = RowsField(label="Indicators")
    area = RowField(label="Area", help_text="Of an indicator: empty for the whole partnership")
    categories = several("Or crime of these categories, of data.police.uk", [])
    areas = RowsField(label="Areas beside each other, for a funnel or for harm by area")
    weights = RowField(
        label="Weights of harm", help_text="One set in one figure. Those that know categories are offered"
    )
    first = MonthField(label="First month")
    last = MonthField(label="Last month")
    comment = text("What to see in it", 500, rows=2)

    def __init__(self, *args, assessment, user, **kwargs):
        super().__init__(*args, **kwargs)
        known = Indicator.objects.visible_to(user).active().filter(partnership=assessment.partnership_id)
        self.fields["indicators"].offer(known.order_by("title"))
        counted = AreaCount.objects.filter(area=OuterRef("pk"))
        areas = list(Area.objects.filter(Exists(counted)).order_by("kind", "name")[:MOST_AREAS])
        for name in ("area", "areas"):
            self.fields[name].offer(areas, words=lambda area: f"{area} ({area.get_kind_display().lower()})")
        sets = WeightSet.objects.filter(partnership=assessment.partnership_id)
        self.fields["weights"].offer([row for row in sets if weights_of(row) or offence_weights_of(row)])
        self.fields["categories"].choices = [
            (str(one), Category(one).label) for one in (*CRIMES, Category.ASB)
        ]

    @staticmethod
    def initial_of(figure):
        """What the form holds of a figure that is there."""
        draws = figure.draws
        found = {name: getattr(figure, name) for name in ("title", "kind", "comment")}
        return found | {
            "first": draws["first"], "last": draws["last"], "area": draws.get("area"),
            "indicators": [str(key) for key in draws.get("indicators", ())],
            "areas": [str(key) for key in draws.get("areas", ())],
            "categories": [str(key) for key in draws.get("categories", ())], "weights": draws.get("weights"),
        }  # fmt: skip

    def clean(self):
        data = super().clean()
        first, last = data.get("first"), data.get("last")
        if first is not None and last is not None and last < first:
            self.add_error("last", "The last month cannot be before the first.")
        for name, sentence in _lacks(data):
            self.add_error(name, sentence)
        return data

    def said(self):
        data = self.cleaned_data
        area = data["area"]
        areas = data["areas"] if data["kind"] in (Kind.FUNNEL, Kind.HARM) else []
        weights = data["weights"] if data["kind"] == Kind.HARM else None
        wants = Wants(
            Window(data["first"], data["last"]), tuple(row.pk for row in data["indicators"]), area and area.pk,
            tuple(row.pk for row in areas), tuple(int(one) for one in data["categories"]), weights and weights.pk,
        )  # fmt: skip
        return {name: data[name] for name in ("title", "kind", "comment")} | {"draws": wants.as_json()}


def _lacks(data):
    """What a figure of its kind needs besides."""
    kind = data.get("kind")
    if kind in MAPS and not data.get("area"):
        yield "area", "Choose the area that the map shows."
    if kind == Kind.HARM:
        if not data.get("weights"):
            yield (
                "weights",
                "Choose the weights. None come with the portal; enter them under Weights of harm.",
            )
        if not data.get("area") and len(data.get("areas") or ()) < 2:
            yield (
                "area",
                "Choose the area whose harm is shown by category, or two areas or more beside each other.",
            )
    yield from _lacks_series(data)


def _lacks_series(data):
    kind, indicators, categories = data.get("kind"), data.get("indicators"), data.get("categories")
    if kind == Kind.CATEGORIES and not data.get("area"):
        yield "area", "Choose the area whose crime is shown by category."
    if kind in (Kind.TREND, Kind.CONTROL, Kind.COMPARED) and not indicators:
        if not categories:
            yield "indicators", "Choose an indicator, or categories of crime and an area."
        elif not data.get("area"):
            yield "area", "Choose the area whose crime is shown."
    lines = len(indicators or ()) + len(categories or ())
    if kind == Kind.TREND and lines > MOST_LINES:
        yield "indicators", f"{lines} lines cannot be told apart. Choose {MOST_LINES} or fewer."
    if kind == Kind.CONTROL and lines > 1:
        yield "indicators", "A control chart shows one series. Choose one indicator or one category."
    if kind == Kind.FUNNEL and len(data.get("areas") or ()) < 3:
        yield "areas", "Choose three areas or more to lay beside each other."
