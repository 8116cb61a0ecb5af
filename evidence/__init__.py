"""What may be said of counts: statistics and their words. Pure: no models, no Django, the standard library alone.

Every subject may use this room; it knows none of them.
"""
