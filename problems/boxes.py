"""A part of the map, as it stands in an address: south, west, north, east in degrees of WGS 84."""

from dataclasses import dataclass

LEAST = 0.002  # of a degree, some two hundred metres: no part shown is smaller
ROOM = 0.05  # about what is zoomed in on
LIMITS = (-90, -180, 90, 180)
ONWARD = {"North": (0.5, 0), "South": (-0.5, 0), "West": (0, -0.5), "East": (0, 0.5)}  # by half of it


@dataclass(frozen=True)
class Box:
    south: float
    west: float
    north: float
    east: float

    def __str__(self):
        return ",".join(f"{side:.6f}" for side in (self.south, self.west, self.north, self.east))

    @property
    def within(self):
        """What a row with a latitude and a longitude is filtered by."""
        return {"latitude__range": (self.south, self.north), "longitude__range": (self.west, self.east)}

    @property
    def is_point(self):
        """No zooming in tells apart what lies so close together."""
        return max(self.north - self.south, self.east - self.west) < LEAST / 5

    def ways(self):
        """Where else to look from here: (words, box)."""
        tall, wide = self.north - self.south, self.east - self.west
        yield "Zoom out", self._beside((-tall / 2, tall / 2), (-wide / 2, wide / 2))
        for words, (up, right) in ONWARD.items():
            yield words, self._beside((up * tall, up * tall), (right * wide, right * wide))

    def _beside(self, up, right):
        return box_of(self.south + up[0], self.west + right[0], self.north + up[1], self.east + right[1])


def box_of(south, west, north, east):
    """Within the globe."""
    low, left, high, right = LIMITS
    return Box(max(south, low), max(west, left), min(north, high), min(east, right))


def box_about(south, west, north, east):
    """What holds these points with some room about them: by itself, and large enough to look at."""
    up = max((north - south) * ROOM, (LEAST - (north - south)) / 2)
    across = max((east - west) * ROOM, (LEAST - (east - west)) / 2)
    return box_of(south - up, west - across, north + up, east + across)


def read_box(text):
    """None where it makes no sense."""
    try:
        south, west, north, east = map(float, (text or "").split(","))
    except ValueError:
        return None
    box = Box(south, west, north, east)
    low, left, high, right = LIMITS
    makes_sense = low <= south <= north <= high and left <= west <= east <= right  # nan is none of these
    return box if makes_sense else None
