"""The rows of the reviews room with which its addresses are asked. Nobody of the table is named on any of them."""

from reviews.services import deciding, keeping, notified, sealed
from tests.factories import ledger
from tests.factories import reviews as make

OF_REVIEW = (
    "review change scoping ask decide extend hold_add tell learning learn key key_add readings"
).split()
OF_RETURN = ("return", "answer", "share")


def arguments(county):
    """``{"reviews:review": {"": {"reference": …}}}``"""
    keeper = make.coordinator(county, "keeper")
    review = make.scoped(county, keeper)
    found = make.asked(county, review, keeper, county.health_lead, county.health)
    hold = deciding.add_hold(
        review, by=keeper, what="Criminal trial", started_on=found.asked_on, ended_on=None, note=""
    )
    point = deciding.add_learning(review, by=keeper, text="Ask routinely.")
    entry = sealed.add_entry(review, by=keeper, pseudonym="Willow", identity="Invented Name")
    one = {"reference": review.reference}
    rows = {name: {"named": one} for name in OF_REVIEW}
    rows |= {name: {"named": {"reference": found.reference}} for name in OF_RETURN}
    rows |= {name: {"named": one | {"key": found.pk}} for name in ("ask_again", "withdraw")}
    rows |= {
        "hold_end": {"named": one | {"key": hold.pk}},
        "advance": {"named": one | {"key": point.pk}},
        "key_remove": {"named": one | {"key": entry.pk}},
        "move": {"scope named": one | {"action": "scope"}},
    }
    rows |= of_ledger(county, review, keeper)
    return {f"reviews:{name}": given for name, given in rows.items()} | {
        "waiting": {"named": one},
        "records:let_in": {"named": one | {"key": county.guest.pk}},
    }


OF_RECOMMENDATION = ("recommendation_change", "send_on", "note_answer", "give_out", "serve")
KEPT = ("line_kept", "line_change", "line_complete", "line_silence", "line_assure")


def of_ledger(county, review, keeper):
    recommended = ledger.recommended(review, keeper)
    line = ledger.given(county, recommended, keeper, agency=county.health, contact=county.health_lead)
    one = {"reference": review.reference}
    rows = {name: {"named": one} for name in ("ledger", "recommend")}
    rows |= {name: {"named": one | {"key": recommended.pk}} for name in OF_RECOMMENDATION}
    rows |= {name: {"named": one | {"key": line.pk}} for name in KEPT}
    rows["line_move"] = {"withdraw named": one | {"key": line.pk, "action": "withdraw"}}
    rows["pack"] = {"named": one}
    point = deciding.add_learning(review, by=keeper, text="Ask again.")
    rows |= {name: {"named": one | {"key": point.pk}} for name in ("lesson_publish", "lesson_withdraw")}
    rows |= of_keeping(county, review, keeper)
    own = ("line", "line_report", "line_attach", "line_done")
    return (
        rows
        | {name: {"named": {"reference": line.reference}} for name in own}
        | {"attach": {"named": {"reference": review.returns.get().reference}}}
    )


def of_keeping(county, review, keeper):
    one = {"reference": review.reference}
    hold = keeping.place_hold(review, by=keeper, reason="A claim is expected", placed_on=review.known_on)
    rows = {name: {"named": one} for name in ("keeping", "hold_place", "destroy", "bundle_ask", "hand")}
    rows |= {"hold_lift": {"named": one | {"key": hold.pk}}}
    rows |= {
        name: {"named": one | {"key": 1}} for name in ("destroy_confirm", "destroy_drop", "bundle_download")
    }
    told = {
        "agency": county.police, "known_on": review.known_on, "circumstances": "A death at home.", "residence": "",
    }  # fmt: skip
    sent = notified.report_death(county.here, by=make.fresh(county.partner), **told)
    return rows | {"take_report": {"sent": {"receipt": sent.receipt}}}
