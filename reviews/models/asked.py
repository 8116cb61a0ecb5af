"""What all that an agency is asked in a review has in common: its answer is its own until it shares it."""

from reviews.lifecycle import ReturnStatus


class AskedOfAgency:
    """Beside `Record`: needs ``contact``, ``agency``, ``status``, ``due_on`` of the model."""

    def search_entries(self):
        """Nothing: whoever is asked was told where it is."""
        return []

    def grant_refusals(self, holder, *, expires_on):
        yield "This is open to whoever is asked, and to whoever asks. Ask somebody else of the agency instead."

    @property
    def stage(self):
        return self.get_status_display()

    def is_late(self, on):
        return self.status == ReturnStatus.ASKED and self.due_on < on
