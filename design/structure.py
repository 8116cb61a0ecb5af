"""A structure chart."""
GLOBALS = {}
