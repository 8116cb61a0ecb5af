"""Which status follows which, of each kind of record that the room keeps; and what an assessment includes by law."""
