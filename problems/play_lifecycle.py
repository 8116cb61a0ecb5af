"""An entry of the good-practice library stands in it or is taken out of it."""

from django.db import models


class PlayStatus(models.TextChoices):
    LISTED = "listed", "In the library"
    WITHDRAWN = "withdrawn", "Taken out"


class PlayAction(models.TextChoices):
    WITHDRAW = "withdraw", "Take it out"
    RESTORE = "restore", "Put it back"


PLAY_MOVES = {  # action: (allowed from, goes to)
    PlayAction.WITHDRAW: ({PlayStatus.LISTED}, PlayStatus.WITHDRAWN),
    PlayAction.RESTORE: ({PlayStatus.WITHDRAWN}, PlayStatus.LISTED),
}
