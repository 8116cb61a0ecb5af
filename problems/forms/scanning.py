"""The front page of the paper form and scanning, as one page for officers (B1, fields 1 to 13 and 17 to 20)."""

from django import forms

from audit.clock import today
from design import filters
from design.filters import WEEKDAYS
from design.forms import DateField, RowForms, TimeField, version_field
from partnership.models import Agency, Area, Body
from problems import header, places
from problems.areas import Ground, ground_lists
from problems.forms.fields import (
    AnswerField,
    LinesField,
    PointField,
    RowField,
    RowsField,
    several,
    shown,
    text,
)
from problems.models import Header, InformationSource, Location, LocationType, Postcode, Problem, Scanning
from problems.reach import reach_of
from records.together import read_together

COLUMNS = (  # fields of the record itself that the form sets under the same name
    "title", "level", "part_of", "body", "origin", "raised_by", "legacy_reference", "section", "beat",
    "area_code", "time_from", "time_until", "outline", "kinds", "previous_police_involvement", "police_references",
    "relevant_to", "scanning_notes", "no_other_source",
)  # fmt: skip
REACH = (Area.Kind.SECTION, Area.Kind.BEAT, Area.Kind.DIVISION, Area.Kind.DISTRICT, Area.Kind.UNITARY)
MAY_SEE = (
    "Needed for an area with a partnership in brackets that does not see it yet. Those who work on cases there see the "
    "record as they see their own, but for the victim and offender sides, and change nothing in it."
)
SPARE, MOST = 2, 60  # rows
KEEP_PARENT = "It is part of a record that you may not open. That stays as it is."


class LocationForm(forms.Form):
    mark_optional = False

    text = text("Location", 250)
    point = PointField(label="Point on the map", required=False, max_length=40)

    def clean(self):
        data = super().clean()
        if data.get("point") and not data.get("text") and "text" not in self.errors:
            self.add_error("text", "Say in words where this point is, or take the point out.")
        return data


class SourceForm(forms.Form):
    mark_optional = False

    name = text("Source", 160)
    agency = RowField(label="Whose it is")
    is_police = forms.BooleanField(label="Police data", required=False)
    dated_on = DateField(label="Dated", required=False)

    def __init__(self, *args, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].offer(agencies)
        self.fields["dated_on"].latest = today()

    def clean(self):
        data = super().clean()
        if any(data.values()) and not data.get("name") and "name" not in self.errors:
            self.add_error("name", "Name the source, or empty the whole row.")
        if data.get("agency") and data["agency"].kind == Agency.Kind.POLICE:
            data["is_police"] = True
        return data


LocationRows = forms.formset_factory(
    LocationForm, formset=RowForms, extra=SPARE, max_num=MOST, validate_max=True
)
SourceRows = forms.formset_factory(SourceForm, formset=RowForms, extra=SPARE, max_num=MOST, validate_max=True)


class ScanningForm(forms.Form):
    """Any field may be empty but the title (S002-76, S002-119). Locations and sources are rows of their own."""

    template_name = "problems/scanning_form.html"
    mark_optional = False

    title = forms.CharField(label="Problem title", max_length=200)
    level = forms.ChoiceField(label="Level", choices=Header.Level.choices, widget=forms.RadioSelect)
    part_of = RowField(label="Part of the overarching plan")
    body = RowField(label="Group that follows it")
    origin = forms.ChoiceField(
        label="Where it comes from", choices=Header.Origin.choices, widget=forms.RadioSelect
    )
    raised_by = text("Raised by", 160, help_text="A community or group. Name no person.")
    legacy_reference = text("Older divisional reference", 40)
    section = RowField(label="Section")
    beat = RowField(label="Beat")
    area_code = text("Area code", 20)
    areas = RowsField(label="Other areas that it reaches")
    may_see = forms.BooleanField(
        label="Officers of the partnerships whose areas I add may see this record",
        required=False,
        help_text=MAY_SEE,
    )
    location_types = RowsField(label="Location types")
    postcodes = LinesField(
        label="Postcodes", each=places.postcode, help_text="One on each line, like NR1 3JU"
    )
    days = several("Days", [(str(day), name) for day, name in enumerate(WEEKDAYS)])
    time_from = TimeField(label="Between", required=False)
    time_until = TimeField(label="And", required=False, help_text="Earlier than the first: past midnight")
    outline = text("Problem (brief outline)", rows=4)
    kinds = several("Kinds of problem", Header.Kind.choices)
    previous_police_involvement = AnswerField(label="Previous police involvement")
    police_references = LinesField(label="Police reference numbers", help_text="One on each line", longest=40)
    relevant_to = several("Relevant to", Header.Plan.choices)
    scanning_notes = text("What was gathered", rows=6)
    no_other_source = text("Why only the police were asked", rows=2)
    version = version_field()

    def __init__(self, data=None, *, problem, user):
        self.problem = problem
        super().__init__(data, initial=initial_of(problem))
        self.user = user
        for key, label in Scanning.CHEERS:
            self.fields[f"cheers_{key}"] = text(label, rows=2)
        known = read_together(
            areas=Area.objects.filter(kind__in=REACH).select_related("parent").order_by("name"),
            types=LocationType.objects.visible_to(user),
            bodies=Body.objects.filter(partnership=problem.partnership_id),
            agencies=Agency.objects.current(),
            **ground_lists(),
        )
        self.ground = Ground(*(known[name] for name in ground_lists()))
        self._offer_places(known["areas"], known["types"])
        self._offer_groups(user, known["bodies"])
        locations, sources = rows_of(problem)
        named = {row["agency"] for row in sources if row["agency"]}  # an agency that ended keeps its sources
        agencies = sorted(named | set(known["agencies"]), key=str)
        self.locations = LocationRows(data, initial=locations, prefix="locations")
        self.sources = SourceRows(data, initial=sources, prefix="sources", form_kwargs={"agencies": agencies})

    def _offer_places(self, areas, types):
        of_kind = {kind: [area for area in areas if area.kind == kind] for kind in REACH}
        self.fields["section"].offer(of_kind[Area.Kind.SECTION])
        self.fields["beat"].offer(of_kind[Area.Kind.BEAT], lambda beat: f"{beat} ({beat.parent})")
        further = [area for area in areas if area.kind != Area.Kind.BEAT]
        others = {area: self.ground.others(self.problem, area) for area in further}
        self.fields["areas"].offer(further, lambda area: _whose(area, others[area]))
        if not any(others.values()):
            del self.fields["may_see"]
        kept = {row.pk for row in self.initial["location_types"]}
        self.fields["location_types"].offer([row for row in types if row.is_active or row.pk in kept])

    def _offer_groups(self, user, bodies):
        kept = self.problem.body_id
        self.fields["body"].offer([body for body in bodies if body.status != "closed" or body.pk == kept])
        plans = Problem.objects.visible_to(user).filter(level=Header.Level.OVERARCHING)
        plans = plans.exclude(pk=self.problem.pk).order_by("reference")
        self.fields["part_of"].offer(plans, lambda plan: f"{plan.reference} {plan}")
        kept = self.problem.part_of_id
        if kept and str(kept) not in self.fields["part_of"].rows:
            del self.fields["part_of"]
            self.fields["level"].help_text = KEEP_PARENT

    def is_valid(self):
        return all([super().is_valid(), self.locations.is_valid(), self.sources.is_valid()])

    def clean(self):
        data = super().clean()
        beat = data.get("beat")
        if beat and not data.get("section") and "section" not in self.errors:
            data["section"] = beat.parent
        known = {name: data[name] for name in COLUMNS if name in data}
        if "time_from" in self.errors or "time_until" in self.errors:  # one that cannot be read was entered
            known |= {"time_from": None, "time_until": None}
        for name, words in header.refusals(self.problem, known):
            self.add_error(name if name in self.fields else None, words)
        self._ask_who_may_see(data)
        return data

    def _ask_who_may_see(self, data):
        before = self.initial["section"], frozenset(self.initial["areas"])
        after = data.get("section"), frozenset(data.get("areas", before[1]))
        self.reach = reach_of(self.problem, before, after, self.ground)
        for words in self.reach.refusals(self.problem, by=self.user, may_see=data.get("may_see")):
            self.add_error("may_see", words)

    def changes(self):
        """What the record itself is to say; see `problems.services.write_scanning`."""
        data = self.cleaned_data
        cheers = {key: data[f"cheers_{key}"] for key, _ in Scanning.CHEERS if data[f"cheers_{key}"]}
        days = sorted(int(day) for day in data["days"])
        return {name: data[name] for name in COLUMNS if name in data} | {"days": days, "cheers": cheers}

    def many(self):
        return {name: self.cleaned_data[name] for name in ("areas", "location_types")}

    def parts(self):
        rows = [row for row in self.sources.cleaned_data if row.get("name")]
        return {
            "locations": [_location(row) for row in self.locations.cleaned_data if row.get("text")],
            "postcodes": [Postcode(code=code) for code in self.cleaned_data["postcodes"]],
            "sources": [InformationSource(**row) for row in rows],
        }

    def beside(self, current):
        """(label, as it was saved meanwhile, as it is here) of all that the page asks."""
        theirs = initial_of(current)
        for name, field in self.fields.items():
            if name not in ("version", "may_see"):  # which is asked, and not kept
                yield field.label, *(shown(field, said.get(name)) for said in (theirs, self.cleaned_data))
        locations, sources = rows_of(current)
        for label, before, rows, name in (
            ("Locations", locations, self.locations, "text"),
            ("Information sources", sources, self.sources, "name"),
        ):
            after = [row for row in rows.cleaned_data if row.get(name)]
            yield label, *("\n".join(map(_line, found)) for found in (before, after))


def initial_of(problem):
    """What the form shows of the record, as cleaning would give it back."""
    said = {name: getattr(problem, name) for name in COLUMNS}
    said |= {f"cheers_{key}": problem.cheers.get(key, "") for key, _ in Scanning.CHEERS}
    return said | {
        "days": [str(day) for day in problem.days],
        "areas": list(problem.areas.all()),
        "location_types": list(problem.location_types.all()),
        "postcodes": [row.code for row in problem.postcodes.all()],
    }


def rows_of(problem):
    locations = [
        {"text": row.text, "point": None if row.latitude is None else (row.latitude, row.longitude)}
        for row in problem.locations.all()
    ]
    sources = [
        {"name": row.name, "agency": row.agency, "is_police": row.is_police, "dated_on": row.dated_on}
        for row in problem.sources.all()
    ]
    return locations, sources


def _whose(area, partnerships):
    return f"{area} ({filters.joined(partnerships)})" if partnerships else str(area)


def _location(row):
    latitude, longitude = row.get("point") or (None, None)
    return Location(text=row["text"], latitude=latitude, longitude=longitude)


def _line(row):
    """A point stays on the line of its location: its two numbers are no list."""
    said = row | {"point": PointField().prepare_value(row.get("point"))}
    return ", ".join(filter(None, (shown(None, value) for value in said.values() if value is not False)))
