"""Files of what an agency was asked."""

from records.forms import posted
from records.pages import asked, one_for
from reviews.forms.ledger import EvidenceForm
from reviews.models import Return
from reviews.services import papers as services
from reviews.views.returns import ASKED


def attach(request, reference):
    found = one_for(request, Return, reference, "reviews.answer_return", above=ASKED)
    form = EvidenceForm(posted(request), request.FILES or None)
    return asked(
        request, form, lambda data: services.attach(found, by=request.user, **data), record=found,
        title="Attach a file", submit="Attach it", done="Attached. Nobody else reads it before you share your answer.",
    )  # fmt: skip
