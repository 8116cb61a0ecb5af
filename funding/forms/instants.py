"""A day and a time of day that are one instant: until when something is taken."""

import datetime as dt

from django.utils import timezone

from design.forms import DateField, TimeField

LAST_SECOND = dt.time(23, 59, 59)
OF_THE_DAY = "Such as 5pm. Empty: the last second of the day."


def add_instant(form, name, label, *, hint=OF_THE_DAY, required=False):
    """Two fields, the day and the time. `instant_of` gives what they say together."""
    form.fields[f"{name}_on"] = DateField(label=f"{label}: day", required=required)
    form.fields[f"{name}_time"] = TimeField(label=f"{label}: time", required=False, help_text=hint)


def instant_of(data, name, *, otherwise=LAST_SECOND):
    """Summer time is London's. 11:59pm means the whole of that minute, as people who write it do."""
    day, time = data.get(f"{name}_on"), data.get(f"{name}_time")
    if day is None:
        return None
    time = otherwise if time is None else time
    if (time.hour, time.minute) == (23, 59):
        time = LAST_SECOND
    return timezone.make_aware(dt.datetime.combine(day, time))


def initial_of(name, instant):
    """The day and the time, as the two fields show them."""
    if instant is None:
        return {}
    local = timezone.localtime(instant)
    return {f"{name}_on": local.date(), f"{name}_time": local.time().replace(second=0, microsecond=0)}
