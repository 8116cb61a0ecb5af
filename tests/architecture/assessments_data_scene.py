"""The loads with which the addresses of data are asked."""

from django.core.files.uploadedfile import SimpleUploadedFile

from assessments.services import loads
from tests.factories import police


def arguments(county):
    file = SimpleUploadedFile("2026-03-northshire-street.csv", police.month_of("2026-03", 3).encode())
    load = loads.receive([file], by=county.officer)
    return {f"assessments:{name}": {"": {"pk": load.pk}} for name in ("load", "load_confirm", "load_cancel")}
