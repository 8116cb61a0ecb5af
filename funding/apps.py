from django.apps import AppConfig

from funding.refusals import REFUSALS


class FundingConfig(AppConfig):
    name = "funding"
    verbose_name = "Funding"
    pages = {
        "bid": "bid", "fund": "fund", "fundingcall": "call", "outsidebid": "outside", "plan": "plan",
        "proposalset": "proposals", "service": "service",
    }  # fmt: skip

    refusals = REFUSALS

    def ready(self):
        from funding.contents import agreement_of, bid_of, form_of, forms_signed  # noqa: PLC0415 -- after the models
        from funding.lifecycle.bids import AGREE, COUNTERSIGN, SCORE, SUBMIT  # noqa: PLC0415
        from signoffs.contents import register  # noqa: PLC0415 -- as above

        register("funding.bid", bid_of, act=SUBMIT)
        register("funding.bid", form_of, act=SCORE, of_one=True, known_by=forms_signed)
        for act in (AGREE, COUNTERSIGN):
            register("funding.bid", agreement_of, act=act)
