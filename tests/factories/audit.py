from audit.models import Event
from audit.services import log


def logged(*said, **more):
    """The event, as the database gives it back."""
    return Event.objects.get(pk=log(*said, **more))
