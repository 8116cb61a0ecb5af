from records.lifecycle import MoveRefused


class FileRefused(MoveRefused):
    """A file that cannot be kept or read safely. Each reason is a sentence that says what to do about it."""
