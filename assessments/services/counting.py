"""The counts that pages read: of each edition by LSOA, and of each area by month."""

from django.db import connection, transaction

from assessments.models import AreaCount, AreaPart, Crime, CrimeCount, Edition, Lsoa
from partnership.models import Area

PLACED = (Area.Kind.DISTRICT, Area.Kind.UNITARY)  # an LSOA's name begins with such an area's


def count(editions):
    """Of editions that are new: by LSOA, and then the areas' months that they touch."""
    street = [row for row in editions if row.kind == Edition.Kind.STREET]
    if not street:
        return
    _by_lsoa([row.pk for row in street])
    place_new_lsoas()
    count_areas({row.month for row in street})


def _by_lsoa(ids):
    """In one pass: so many groups would else go over the disk."""
    if connection.vendor == "postgresql":
        run("SET LOCAL work_mem = '96MB'", [])
    run(
        f"INSERT INTO {_(CrimeCount)} (edition_id, lsoa_id, category, count)"
        f" SELECT edition_id, lsoa_id, category, count(*) FROM {_(Crime)}"
        f" WHERE edition_id IN ({_marks(ids)}) GROUP BY edition_id, lsoa_id, category",
        ids,
    )


@transaction.atomic
def place_new_lsoas():
    """LSOAs that no district has yet go to the one whose name theirs begins with, and to all that it lies in."""
    areas = {area.pk: area for area in Area.objects.all()}
    by_name = {area.name.lower(): area for area in areas.values() if area.kind in PLACED}
    placed = set(AreaPart.objects.filter(area__kind__in=PLACED).values_list("lsoa", flat=True))
    rows = []
    for lsoa, district in Lsoa.objects.exclude(pk__in=placed).values_list("pk", "district"):
        area = by_name.get(district.lower())
        while area is not None:
            rows.append(AreaPart(area=area, lsoa_id=lsoa, source="the district in its name"))
            area = areas.get(area.parent_id)
    AreaPart.objects.bulk_create(rows, batch_size=5_000, ignore_conflicts=True)
    return len(rows)


@transaction.atomic
def count_areas(months, areas=None):
    """Anew for these months, of all areas or of these."""
    months = sorted(months)
    old = AreaCount.objects.filter(month__in=months)
    among, params = "", months
    if areas is not None:
        areas = sorted(areas)
        old, among, params = (
            old.filter(area__in=areas),
            f" AND part.area_id IN ({_marks(areas)})",
            [*months, *areas],
        )
    old.delete()
    if not months or areas == []:
        return
    run(
        f"INSERT INTO {_(AreaCount)} (area_id, month, category, count)"
        f" SELECT part.area_id, edition.month, c.category, sum(c.count) FROM {_(CrimeCount)} c"
        f" JOIN {_(Edition)} edition ON edition.id = c.edition_id JOIN {_(AreaPart)} part ON part.lsoa_id = c.lsoa_id"
        f" WHERE edition.is_current AND edition.kind = 'street' AND edition.month IN ({_marks(months)}){among}"
        " GROUP BY part.area_id, edition.month, c.category",
        params,
    )


def run(sql, params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def _(model):
    return model._meta.db_table


def _marks(values):
    return ", ".join(["%s"] * len(values))
