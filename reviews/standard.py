"""The sections of the standard template (statutory guidance on domestic homicide reviews, 2016, appendices 3 and 4).

Data: a partnership that wants others says so once (`Outline`), and a report keeps those it began with.
"""

OVERVIEW = (
    ("Introduction", "Why there is a review, and condolences. Who the person was, as those who loved them say it."),
    ("Timescales", "When it began and ended, and why it took as long as it did."),
    ("Confidentiality", "What is kept from view, and how the pseudonyms were chosen."),
    ("Terms of reference", "What the review set out to answer, and over which years."),
    ("Methodology", "How the decision was made, which agencies were asked for what, how it was worked through."),
    (
        "Involvement of family, friends, work colleagues, neighbours and wider community",
        "Who was asked, how, with which advocate, what they said of the drafts.",
    ),
    ("Contributors to the review", "Agencies, what each gave, and the independence of its authors."),
    ("Review panel members", "Names, agencies and jobs; how each is independent."),
    ("Author of the overview report", "Who they are, and the statement of independence."),
    ("Parallel reviews", "Criminal trial, inquest, other reviews."),
    ("Equality and diversity", "Each protected characteristic: what bore on this life and on the response."),
    ("Dissemination", "Who gets copies."),
    ("Background information (the facts)", "Where and with whom they lived, what happened, the inquest and the trial."),
    ("Chronology", "What each agency knew and did, in order. The combined chronology is the source."),
    ("Overview", "What was known to whom, and what was not."),
    ("Analysis", "Against each term of reference: what was done, why, and what good practice would have been."),
    ("Conclusions", "What the review has come to."),
    ("Lessons to be learned", "Each lesson in words that a reader can act on."),
    ("Recommendations", "To whom, what is to change, and how anybody will see that it has."),
)  # fmt: skip
SUMMARY = (
    ("The review process", "What was reviewed, when and why."),
    ("Contributors to the review", ""),
    ("Review panel members", ""),
    ("Author of the overview report", "With the statement of independence."),
    ("Terms of reference for the review", ""),
    ("Summary chronology", ""),
    ("Key issues arising from the review", ""),
    ("Conclusions", ""),
    ("Lessons to be learned", ""),
    ("Recommendations from the review", ""),
)  # fmt: skip
SECTIONS = {"overview": OVERVIEW, "summary": SUMMARY}
