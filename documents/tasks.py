from celery import shared_task

from documents import services
from documents.models import Version


@shared_task(name="documents.scan_version")
def scan_version(*, version_id):
    services.scan_version(Version.objects.get(pk=version_id))
