"""Charts."""
GLOBALS = {}
