"""What somebody is told who knows of a record and may not do this to it."""

DECIDES = "The chair of the deciding body decides; where the chair is of an applicant's agency, the deputy chair does."
REFUSALS = {
    "funding.add_fund": "Only officers and the development manager of the partnership keep its funds.",
    "funding.change_fund": "Only officers and the development manager of the partnership keep its funds.",
    "funding.record_money": "Only those who run the funding, and the agency that holds the money, record it.",
    "funding.ask_virement": "Only those who run the funding ask for money to be moved.",
    "funding.decide_virement": "Only the chair of the body that decides moves money between funds.",
    "funding.add_plan": "Only officers and the development manager of the partnership draw up spending plans.",
    "funding.change_plan": "Only the plan's administrator, and those who were let change it, write in it, and only "
    "while it is a draft.",
    "funding.pay_line": "Only the agency that holds the fund's money, or administers it, records what was paid.",
    "funding.name_editors": "Only the plan's administrator and those who run the funding say who may change it.",
    "funding.add_fundingcall": "Only officers and the development manager of the partnership call for bids.",
    "funding.change_fundingcall": "Only officers and the development manager of the partnership change a call.",
    "funding.change_scheme": "Only officers and the development manager of the partnership keep scoring forms.",
    "funding.add_bid": "You bid for an agency or a group that you belong to. Choose one of yours.",
    "funding.change_bid": "Only the applicants write a bid, and only until it is submitted.",
    "funding.submit_bid": "Only the lead applicant submits the bid and names its partners.",
    "funding.withdraw_bid": "Only the lead applicant withdraws the bid, or makes it again.",
    "funding.record_training": "Only those who run the funding of a partnership that the group works with, and are not "
    "of the group, record its training. Ask them to do it.",
    "funding.manage_bid": "Only those who run the funding, and are of no applicant's agency, do this.",
    "funding.support_bid": "Those who run the funding, and applicants who are partners, say who supports the project.",
    "funding.report_bid": "Only the applicants claim money and report on the project.",
    "funding.reach_bid": "Only the applicants, and those who run the funding, record what a project has reached.",
    "funding.sign_agreement": "Only the lead applicant signs the agreement.",
    "funding.accept_bid": "Only those who run the funding, and the agency that holds the money, sign for the other "
    "side.",
    "funding.pay_bid": "Only the agency that holds the money pays it out.",
    "funding.score_form": "You score bids that were given to you, of agencies that are not yours, until scoring is "
    "closed.",
    "funding.view_scores": "Scores are for those who run the funding, the chair who decides, and scorers who have "
    "signed their own form; never for the applicants.",
    "funding.weigh_fundingcall": "The order of the bids is for those who run the funding, and the chair who decides.",
    "funding.read_letter": "The letter is for the applicants, those who run the funding, and the chair who decides.",
    "funding.award_bid": DECIDES,
    "funding.refuse_bid": DECIDES,
    "funding.defer_bid": DECIDES,
    "funding.recommend_bid": "Only those who run the funding, and are of no applicant's agency, record what is "
    "recommended.",
    "funding.score_bid": "Only those who run the funding, and are of no applicant's agency, close the scoring.",
    "funding.rescore_bid": "Only those who run the funding, and are of no applicant's agency, open it again.",
    "funding.add_outsidebid": "Only the partnership's own people record bids to outside funders.",
    "funding.change_outsidebid": "Only those who run the funding, and the agency that leads it, change this.",
    "funding.add_service": "Only the partnership's own people record commissioned services.",
    "funding.change_service": "Only those who run the funding, and the agency that leads it, change this.",
    "funding.add_proposalset": "Only officers and the development manager of the partnership set proposals together.",
    "funding.change_proposalset": "Only officers and the development manager of the partnership change proposals.",
}
