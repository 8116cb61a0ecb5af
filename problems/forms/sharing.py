"""Which agency has which part, and on what basis it sees the record."""

from django import forms

from audit.clock import today
from design.forms import DateField, RecordChoiceField
from partnership.models import Agency, Agreement
from problems.models import ProblemPartner
from records.forms import reason_field
from records.models import GroupGrant

NO_AGREEMENT = (
    "No sharing agreement of this partnership is signed, so only statutory partners can be added. An administrator "
    "keeps agreements on the partnership’s page."
)


class PartnerForm(forms.Form):
    agency = RecordChoiceField(Agency.objects.none(), label="Agency")
    part = forms.ChoiceField(
        label="Its part", choices=ProblemPartner.Part.choices, initial=ProblemPartner.Part.PARTNER,
        widget=forms.RadioSelect,
    )  # fmt: skip
    reason = reason_field("Why they need access")
    agreement = RecordChoiceField(
        Agreement.objects.none(), label="Agreement it rests on", required=False,
        help_text="Needed for an agency that is not statutory, or not of this partnership",
    )  # fmt: skip
    purpose = forms.ChoiceField(
        label="Purpose", required=False, help_text="One of those that the agreement allows"
    )
    expires_on = DateField(label="Last day of access", required=False)
    with_sides = forms.BooleanField(label="With the victim and offender sides", required=False)

    @staticmethod
    def initial_of(row):
        """Its part, and the terms of the grant that came with it."""
        held = GroupGrant.objects.holding(today()).filter(
            content_object=row.problem_id, group__agency=row.agency_id
        )
        terms = ("reason", "agreement", "purpose", "expires_on", "with_sides")
        return {"part": row.part} | {name: getattr(held.last(), name, None) for name in terms}

    def __init__(self, *args, problem, reads_sides, **kwargs):
        super().__init__(*args, **kwargs)
        agreements = Agreement.objects.on(today()).filter(
            partnership=problem.partnership_id, status=Agreement.Status.SIGNED
        )
        self.fields["agency"].queryset = Agency.objects.current()
        self.fields["agreement"].queryset = agreements
        if not agreements:
            self.fields["agreement"].help_text = NO_AGREEMENT
        purposes = dict.fromkeys(purpose for agreement in agreements for purpose in agreement.purpose_list)
        self.fields["purpose"].choices = [("", "None"), *((purpose, purpose) for purpose in purposes)]
        if not reads_sides:
            del self.fields["with_sides"]
