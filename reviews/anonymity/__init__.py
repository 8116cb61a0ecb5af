"""Whether a text says who is meant: every term of the key looked for, however it is written, wherever a file hides it.

``pieces`` reads a text or a file into pieces, each with its place; ``matching`` looks through them. No database.
"""
