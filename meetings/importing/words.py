"""The words by which the parts of printed minutes are known."""

import re

PREFIXES = {
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "rev", "revd",
    "reverend", "canon", "cllr", "cllrs", "councillor", "councillors", "cnclr", "clr", "clrs", "alderman", "hon", "rt",
    "baroness", "father",
}  # fmt: skip
RANKS = {
    "pc", "pcso", "dc", "ps", "sgt", "sergeant", "ds", "insp", "inspector", "di", "ci", "ch", "chief", "supt",
    "superintendent", "det", "detective", "temporary", "temp", "t", "acting", "a", "dci", "dsu", "dcs", "acc", "dcc",
    "cc", "assistant", "deputy", "constable", "commander", "cmdr", "commissioner", "t/supt", "t/insp", "a/insp",
    "t/ci", "c/insp", "t/chief", "ch/insp", "ch/supt", "a/supt", "a/sgt", "major", "captain", "colonel", "lt",
    "station", "group", "manager", "area", "borough", "gm", "sm", "wm",
}  # fmt: skip
RANK_STARTS = RANKS - {"station", "group", "manager", "area", "borough", "a", "t", "constable", "commissioner",
                       "deputy", "ci", "cc"}  # fmt: skip
RANK_ENDS = {
    "pc", "pcso", "dc", "ps", "sgt", "sergeant", "ds", "insp", "inspector", "di", "ci", "supt", "superintendent",
    "dci", "dsu", "dcs", "acc", "dcc", "cc", "constable", "commander", "cmdr", "t/supt", "t/insp", "a/insp", "t/ci",
    "c/insp", "ch/insp", "ch/supt", "a/supt", "a/sgt", "major", "captain", "colonel", "gm", "sm", "wm", "officer",
}  # fmt: skip
PARTICLES = {
    "de",
    "van",
    "von",
    "der",
    "den",
    "da",
    "di",
    "la",
    "le",
    "du",
    "del",
    "bin",
    "al",
    "el",
    "ap",
    "mac",
    "st",
    "st.",
}
HONOURS = {
    "obe",
    "mbe",
    "cbe",
    "qpm",
    "mp",
    "jp",
    "dl",
    "kc",
    "qc",
    "bem",
    "phd",
    "frs",
    "mla",
    "ms",
    "msp",
    "kpm",
}

ORG_WORDS = {
    "council", "councils", "police", "nhs", "constabulary", "service", "services", "trust", "authority", "forum", "board", "icb",
    "ccg", "pct", "probation", "fire", "rescue", "university", "college", "school", "academy", "ltd", "limited", "cic",
    "housing", "homes", "association", "office", "commissioner", "commissioner's", "commissioners", "partnership",
    "alliance", "mind", "aid", "opcc", "pcc", "hospital", "health", "healthwatch", "charity", "foundation", "group",
    "team", "agency", "department", "directorate", "ministry", "government", "company", "church", "society", "centre",
    "center", "network", "community", "communities", "voluntary", "support", "committee", "cabinet", "county",
    "borough", "district", "city", "parish", "town", "metropolitan", "magistrates", "court", "courts", "cps", "hmpps",
    "crown", "prison", "hmp", "crc", "dwp", "jobcentre", "ambulance", "youth", "justice", "yot", "yjs", "federation",
    "chamber", "commerce", "bid", "cvs", "csp", "cdrp", "representative", "resident", "residents", "tenants",
    "watch", "neighbourhood", "safety", "public", "adult", "adults", "children", "children's", "social", "care",
    "environmental", "regulatory", "education", "licensing", "legal", "finance", "democratic", "strategic", "trading",
    "standards", "victim", "victims", "women's", "place", "places", "people", "environment", "enforcement", "policy",
    "performance", "drug", "alcohol", "substance", "recovery", "homelessness", "domestic", "abuse", "integrated",
    "combined", "mayor's", "mayoral", "mopac", "dwfrs", "bcp", "national", "south", "north", "east", "west",
    "crimestoppers", "railways", "transport", "british", "army", "navy", "raf", "home", "llp", "plc", "cab", "citizens",
    "advice", "shelter", "refuge", "samaritans", "rethink", "business", "retail", "university's", "economy",
}  # fmt: skip
ORG_STARTS = ORG_WORDS - {"group", "aid", "mind", "team", "watch", "home", "place", "people", "west", "north", "south",
                          "east", "service", "services", "shelter", "day", "bid"}  # fmt: skip
SHARED_SURNAMES = {"west", "north", "south", "east", "place", "watch", "bid", "church", "city", "school", "court",
                   "town", "parish", "home", "crown", "mind", "care", "college", "forum", "company",
                   "constable", "major", "british", "army", "citizens", "homes", "day", "team"}  # fmt: skip
ROLE_WORDS = {
    "chair", "chairman", "chairperson", "chairwoman", "vice-chair", "vice", "vice-chairman", "vice-chairperson", "co-chair", "deputy",
    "manager", "director", "officer", "head", "lead", "coordinator", "co-ordinator", "commander", "inspector",
    "superintendent", "clerk", "adviser", "advisor", "secretary", "analyst", "minutes", "minute", "taker",
    "note", "notes", "member", "portfolio", "holder", "consultant", "executive", "leader", "president", "treasurer",
    "administrator", "assistant", "specialist", "practitioner", "chief", "sergeant", "constable", "observer",
    "representative", "solicitor", "nurse", "engineer", "planner", "supervisor", "apprentice", "trainee", "ceo",
    "cfo", "dph", "facilitator", "champion", "governor", "principal", "teacher", "headteacher", "worker",
    "minute-taker", "note-taker", "mayor", "warden", "item", "items", "via", "teams", "zoom", "virtual", "virtually",
    "online", "remote", "remotely", "from", "until", "part", "left", "arrived", "joined",
}  # fmt: skip

CATEGORIES = {
    "core": (
        "core membership", "core members", "core group", "core group members", "members", "members present", "present",
        "board members", "board members present", "voting members", "voting members present", "councillors present",
        "councillors", "membership", "committee members", "committee members present", "statutory partners",
        "statutory members", "partners present", "those present", "partnership members", "full members",
        "responsible authorities", "partners", "panel members", "members in attendance", "elected members",
        "elected members present", "members of the board", "members of the committee", "members of the panel",
        "present at the meeting", "persons present", "people present", "parish councillors", "core", "the following members were present",
        "members of the partnership", "board members in attendance", "in person", "sitting members", "representatives present",
    ),
    "attendees": (
        "attendees", "in attendance", "also in attendance", "also present", "attending", "others present",
        "other attendees", "observers", "guests", "non-voting members", "non voting members", "invited",
        "presenting", "by invitation", "advisers", "advisors", "other councillors present", "co-opted members",
        "attended", "attendance", "others in attendance", "invitees", "visitors", "other members present",
        "other members", "guests present", "observing", "associate members", "advisory members", "speakers", "presenters",
        "other partners", "also attending", "other attendance", "invited attendees", "other members in attendance",
        "co-opted members present", "virtual attendance", "non-members present", "wider membership", "guest speakers",
        "attendees present", "participants", "in virtual attendance", "virtual attendees", "attended remotely",
        "members of the public", "public present", "substitutes", "substitute members", "remote attendance",
        "other councillors in attendance", "councillors in attendance", "also in attendance virtually", "present virtually",
        "attending virtually", "joining virtually", "online", "independent members", "non-core members", "members in remote attendance",
        "virtually in attendance", "present as observers", "attending online", "attended virtually", "attendees and apologies",
    ),
    "support": (
        "support", "officers", "officers present", "officers in attendance", "secretariat", "minute taker",
        "clerk", "staff", "support officers", "staff present", "officer support", "minute-taker", "minutes taken by",
        "note taker", "note-taker", "council officers", "supporting officers", "clerk to the council",
        "minutes by", "notes by", "minuted by", "minute secretary", "secretary", "administration", "support staff",
        "support team", "administrator", "note taker", "minutes prepared by", "recorded by", "scribe", "notes taken by",
        "officers attending", "in support", "officers in support", "officers also present", "democratic services", "lead officers",
        "officers/advisers", "officers and advisers", "minute taking", "business support",
    ),
    "apologies": (
        "apologies", "apologies for absence", "apologies received", "apologies were received from", "apology",
        "apologies received from", "apologies for absence were received from", "apologies given", "members apologies",
        "apologies from", "apologies for absence received from", "apologies for non-attendance", "member apologies",
        "apologies have been received from", "apologies for absence received", "apologies for absence were received",
        "sent apologies", "absent with apologies", "apologies noted", "apologies were received", "apologies sent", "with apologies",
        "apologies for absence were given by", "apologies were given by", "apologies were noted from", "core members apologies",
    ),
    "absent": ("absent", "not present", "absentees", "did not attend", "not in attendance", "no apologies", "absent without apologies", "members absent"),
}  # fmt: skip
GROUPS = {name: category for category, names in CATEGORIES.items() for name in names}
OFFICES = {
    "chair": "Chair", "chairman": "Chair", "chairperson": "Chair", "chaired by": "Chair", "vice-chair": "Vice-Chair",
    "vice chair": "Vice-Chair", "deputy chair": "Deputy Chair", "vice-chairman": "Vice-Chair", "in the chair": "Chair",
    "vice chairman": "Vice-Chair", "chairwoman": "Chair", "co-chair": "Co-Chair", "meeting chair": "Chair",
    "minutes": "Minutes", "minute taker": "Minutes", "minute-taker": "Minutes", "minutes taken by": "Minutes",
    "minutes by": "Minutes", "note taker": "Minutes", "note-taker": "Minutes", "notes": "Minutes", "clerk": "Clerk",
    "minuted by": "Minutes", "notes by": "Minutes", "minute secretary": "Minutes", "secretary": "Secretary",
    "minutes prepared by": "Minutes", "recorded by": "Minutes", "notes taken by": "Minutes", "scribe": "Minutes",
    "clerk to the council": "Clerk", "minute taking": "Minutes", "minute takers": "Minutes",
}  # fmt: skip
NAME_COLUMNS = {
    "name",
    "names",
    "member",
    "members",
    "attendee",
    "attendees",
    "representative",
    "officer",
    "present",
    "who",
    "full name",
    "person",
    "councillor",
}
AGENCY_COLUMNS = {
    "agency", "organisation", "organization", "representing", "organisation/agency", "agency/organisation", "org",
    "partner", "authority", "representing organisation", "body", "partner agency", "organisation / agency",
    "organisation represented", "agency represented", "company", "team", "employer", "service", "department", "ward", "party",
    "organisation name", "partner organisation", "organisation/department", "team/organisation",
}  # fmt: skip
ROLE_COLUMNS = {
    "role",
    "title",
    "job title",
    "position",
    "post",
    "designation",
    "job role",
    "role/title",
    "position/role",
    "role/organisation",
    "title/organisation",
}
INITIAL_COLUMNS = {"initials", "init", "initial", "abbreviation", "ref"}


def group_of(text):
    """The category a heading such as “In attendance:” stands for, or "" when it is none."""
    name = re.sub(r"\s*[:\-–—.]+\s*$", "", " ".join(text.lower().replace("’", "'").split()))
    name = re.sub(r"\s*[(\[][^)\]]{0,60}[)\]]$", "", name).rstrip(" :")
    name = (
        re.sub(
            r"\s*[(\[]?\b(?:virtually|in person|via (?:ms |microsoft )?teams|via zoom|remotely)\b[)\]]?$",
            "",
            name,
        )
        or name
    )
    if name in GROUPS:
        return GROUPS[name]
    return GROUPS.get(re.sub(r"^(?:the|list of|record of)\s+", "", name), "")
