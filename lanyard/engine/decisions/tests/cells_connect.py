"""Table D1: who may connect with whom."""

from __future__ import annotations

from typing import Any

from lanyard.engine.decisions.tests.cells import COM, KMC, LAN, OAK, POR, Table

D1 = Table(
    "D1", "contact.connect", account="personal", direction="send", platform="facebook",
    vulnerable=False, deemed=False, responsible=False,
)  # fmt: skip
NOW, THEN = "current-learner", "former-learner"


def studied(*spans: str | None) -> list[dict[str, Any]]:
    """Return enrolments from pairs of days."""
    return [{"from": spans[n], "to": spans[n + 1]} for n in range(0, len(spans), 2)]


CHILD_HERE = {"relation": NOW, "born": "2009-11-20", "enrolments": studied("2025-09-01", None)}
ADULT_HERE = {"relation": NOW, "born": "1988-01-01", "enrolments": studied("2025-09-01", None)}
GROWN_HERE = {"relation": NOW, "born": "2007-01-01", "enrolments": studied("2023-09-01", None)}
LEFT_ADULT = {"relation": THEN, "born": "1988-01-01",
              "enrolments": studied("2020-09-01", "2021-06-30")}  # fmt: skip
LEFT_CHILD = {"relation": THEN, "born": "2005-02-01",
              "enrolments": studied("2021-09-01", "2023-06-30")}  # fmt: skip
STILL_CHILD = {"relation": THEN, "born": "2009-05-10",
               "enrolments": studied("2024-09-01", "2025-06-30")}  # fmt: skip
DECLARED = {"elsewhere": True, "status": "recorded", "review_on": "2026-09-01"}
BLOCK = "block-follower"


def declared(**change: Any) -> dict[str, Any]:
    return {"declaration": {**DECLARED, **change}}


# Landau, row by row.
D1(LAN, "row 1 deemed", {**ADULT_HERE, "deemed": True}, "no", "LAN-FRI-05")
D1(LAN, "row 1 nothing overrides", {**ADULT_HERE, "deemed": True, **declared()}, "no", "LAN-FRI-05")
D1(LAN, "row 1 deemed colleague", {"relation": "colleague", "deemed": True}, "no", "LAN-FRI-05")
D1(LAN, "row 1 deemed follower", {**ADULT_HERE, "deemed": True, "direction": "followed-by"},
   "no", "LAN-FRI-05", duties=BLOCK)  # fmt: skip
people: dict[str, dict[str, Any]] = {
    "under 18": CHILD_HERE, "former under 18": STILL_CHILD, "five years": LEFT_CHILD,
    "vulnerable": {**ADULT_HERE, "vulnerable": True},
    "taught": {**ADULT_HERE, "responsible": True}, "not left": GROWN_HERE,
}  # fmt: skip
for who, facts in people.items():
    D1(LAN, f"row 2 declared {who}", {**facts, **declared()}, "yes-if", "LAN-FRI-09",
       conditions="boundaries")  # fmt: skip
    D1(LAN, f"row 2 pending {who}", {**facts, **declared(status="pending")}, "ask-first",
       "LAN-FRI-09", approvers="dsl")  # fmt: skip
D1(LAN, "row 2 declared peers", {**CHILD_HERE, **declared()}, "yes-if", "LAN-FRI-10",
   conditions="boundaries")  # fmt: skip
D1(LAN, "row 2 on the review day", {**CHILD_HERE, **declared(review_on="2026-03-02")}, "yes-if",
   "LAN-FRI-09", conditions="boundaries")  # fmt: skip
D1(LAN, "row 2 past its review", {**CHILD_HERE, **declared(review_on="2026-03-01")}, "no",
   "LAN-FRI-02")  # fmt: skip
D1(LAN, "row 2 refused", {**CHILD_HERE, **declared(status="refused")}, "no", "LAN-FRI-02")
D1(LAN, "row 2 tie not from elsewhere", {**CHILD_HERE, **declared(elsewhere=False)}, "no",
   "LAN-FRI-02")  # fmt: skip
D1(LAN, "row 2 declaration not needed", {**ADULT_HERE, **declared()}, "yes", "LAN-FRI-01")
for way in ("send", "accept"):
    D1(LAN, f"row 3 under 18 {way}", {**CHILD_HERE, "direction": way}, "no", "LAN-FRI-02")
D1(LAN, "row 3 under 18 follow", {**CHILD_HERE, "direction": "follow", "platform": "instagram"},
   "no", "LAN-FRI-02 LAN-FRI-11")  # fmt: skip
D1(LAN, "row 3 under 18 follows", {**CHILD_HERE, "direction": "followed-by"}, "no",
   "LAN-FRI-13", duties=BLOCK)  # fmt: skip
D1(LAN, "row 3 former under 18", STILL_CHILD, "no", "LAN-FRI-02", until="2030-06-30")
D1(LAN, "row 3 former under 18 follows", {**STILL_CHILD, "direction": "followed-by"}, "no",
   "LAN-FRI-12 LAN-FRI-02", until="2030-06-30",
   duties="block-follower restrict-privacy-settings")  # fmt: skip
for way, why in (("accept", "LAN-FRI-02"), ("follow", "LAN-FRI-11")):
    D1(LAN, f"row 3 former under 18 {way}", {**STILL_CHILD, "direction": way}, "no", why,
       until="2030-06-30")  # fmt: skip
for where in ("twitter", "instagram", "facebook", "linkedin"):
    D1(LAN, f"row 3 the same on {where}", {**CHILD_HERE, "platform": where}, "no", "LAN-FRI-02")
D1(LAN, "row 3 day before 18", {**CHILD_HERE, "born": "2008-03-03"}, "no", "LAN-FRI-02")
D1(LAN, "row 3 on the 18th birthday", {**CHILD_HERE, "born": "2008-03-02"}, "no", "LAN-FRI-06")
D1(LAN, "row 3 leap day child on 28 Feb", {**CHILD_HERE, "born": "2008-02-29"}, "no",
   "LAN-FRI-02", on="2026-02-28")  # fmt: skip
D1(LAN, "row 3 leap day child on 1 March", {**CHILD_HERE, "born": "2008-02-29"}, "no",
   "LAN-FRI-06", on="2026-03-01")  # fmt: skip
for who, facts in {"current": ADULT_HERE, "former": LEFT_ADULT, "waiting": LEFT_CHILD}.items():
    D1(LAN, f"row 4 vulnerable {who}", {**facts, "vulnerable": True}, "no", "LAN-FRI-03")
D1(LAN, "row 4 vulnerable follower", {**LEFT_ADULT, "vulnerable": True,
   "direction": "followed-by"}, "no", "LAN-FRI-13", duties=BLOCK)  # fmt: skip
D1(LAN, "row 4 any vulnerable adult follows", {"relation": "public", "vulnerable": True,
   "direction": "followed-by"}, "no", "LAN-FRI-13", duties=BLOCK)  # fmt: skip
D1(LAN, "row 5 running", LEFT_CHILD, "no", "LAN-FRI-06", until="2028-06-30")
D1(LAN, "row 5 day before", LEFT_CHILD, "no", "LAN-FRI-06", until="2028-06-30", on="2028-06-29")
D1(LAN, "row 5 anniversary", LEFT_CHILD, "yes", "LAN-FRI-01 LAN-FRI-06", on="2028-06-30")
LEAP = {**LEFT_CHILD, "enrolments": studied("2021-09-01", "2024-02-29")}
D1(LAN, "row 5 left on 29 Feb", LEAP, "no", "LAN-FRI-06", until="2029-03-01", on="2029-02-28")
D1(LAN, "row 5 left on 29 Feb over", LEAP, "yes", "LAN-FRI-06", on="2029-03-01")
AGAIN = {**LEFT_CHILD, "enrolments": studied("2021-09-01", "2022-06-30", "2024-09-01",
                                             "2025-06-30")}  # fmt: skip
D1(LAN, "row 5 enrolled again", AGAIN, "no", "LAN-FRI-06", until="2030-06-30")
TURNED = {**LEFT_CHILD, "born": "2003-09-01"}
D1(LAN, "row 5 enrolled on the 18th birthday", TURNED, "yes", "LAN-FRI-01")
D1(LAN, "row 5 enrolled the day before", {**TURNED, "born": "2003-09-02"}, "no", "LAN-FRI-06",
   until="2028-06-30")  # fmt: skip
D1(LAN, "row 5 called former but enrolled", {**LEFT_CHILD, "enrolments":
   studied("2021-09-01", None)}, "no", "LAN-FRI-06")  # fmt: skip
D1(LAN, "row 9 comes back next year", {**LEFT_ADULT, "enrolments":
   studied("2020-09-01", "2021-06-30", "2026-09-01", None)}, "yes", "LAN-FRI-01")  # fmt: skip
D1(LAN, "row 6 taught", {**ADULT_HERE, "responsible": True}, "no", "LAN-FRI-04")
D1(LAN, "row 7 not left", GROWN_HERE, "no", "LAN-FRI-06")
D1(LAN, "row 8 adult learner", ADULT_HERE, "yes", "LAN-FRI-01")
D1(LAN, "row 9 studied as adult", LEFT_ADULT, "yes", "LAN-FRI-01")
D1(LAN, "row 9 once taught", {**LEFT_ADULT, "responsible": True}, "yes", "LAN-FRI-01")
D1(LAN, "official page", {"account": "official", **CHILD_HERE}, "yes", "LAN-SMU-01", silent=True)
for who in ("prospective-learner", "parent-of-current-learner", "parent-of-former-learner",
            "direct-report", "colleague", "public"):  # fmt: skip
    D1(LAN, f"silent {who}", {"relation": who}, "avoid")
gaps: dict[str, dict[str, Any]] = {
    "born": {**LEFT_CHILD, "born": ...}, "enrolments": {**LEFT_ADULT, "enrolments": ...},
    "responsible": {**ADULT_HERE, "responsible": ...}, "relation": {"relation": ...},
    "vulnerable": {**ADULT_HERE, "vulnerable": ...}, "deemed": {**ADULT_HERE, "deemed": ...},
}  # fmt: skip
for lacking, facts in gaps.items():
    D1(LAN, f"unknown {lacking}", facts, "unknown", missing=lacking, silent=True)
D1(LAN, "unknown leaving day", {**LEFT_ADULT, "born": "2004-01-01", "enrolments":
   [{"from": "2020-09-01"}]}, "unknown", missing="enrolments")  # fmt: skip
D1(LAN, "unknown flags, other facts first", {**LEFT_ADULT, "enrolments": ..., "deemed": ...,
   "vulnerable": ...}, "unknown", missing="enrolments")  # fmt: skip
D1(LAN, "a child all the same", {**CHILD_HERE, "deemed": ..., "vulnerable": ...}, "no",
   "LAN-FRI-02")  # fmt: skip

# Kingston Maurward.
for who, facts in {"child": CHILD_HERE, "adult": ADULT_HERE}.items():
    D1(KMC, f"current {who}", facts, "no", "KMC-GSF-06")
for way in ("accept", "follow", "followed-by"):
    D1(KMC, f"current {way}", {**ADULT_HERE, "direction": way}, "no", "KMC-GSF-06")
    D1(OAK, f"current {way}", {**ADULT_HERE, "direction": way}, "no", "OAK-11-02")
    D1(POR, f"current {way}", {**ADULT_HERE, "direction": way}, "no", "POR-SM-08")
D1(POR, "current on any platform", {**ADULT_HERE, "platform": "teams"}, "no", "POR-SM-08")
D1(KMC, "parent", {"relation": "parent-of-current-learner"}, "no", "KMC-GSF-06")
D1(KMC, "own child's friend", {**CHILD_HERE, "own_childs_friend": True}, "no", "KMC-GSF-07",
   duties="restrict-privacy-settings record-declaration")  # fmt: skip
D1(KMC, "declaration does not help with students", {**ADULT_HERE, **declared()}, "no",
   "KMC-GSF-06")  # fmt: skip
D1(KMC, "manager and report", {"relation": "direct-report"}, "avoid", "KMC-GSF-08",
   duties="record-declaration")  # fmt: skip
D1(KMC, "manager and report declared", {"relation": "direct-report", **declared()}, "yes-if",
   "KMC-GSF-08", conditions="boundaries")  # fmt: skip
SITE = {"account": "official", "relation": NOW, "site_authorised": True, "staff_with_access": 2}
D1(KMC, "authorised site", SITE, "yes-if", "KMC-GSF-04 KMC-GSF-05",
   conditions="authorised-site second-staff-access")  # fmt: skip
D1(KMC, "one member of staff", {**SITE, "staff_with_access": 1}, "ask-first", "KMC-GSF-05",
   approvers="ap-student-experience")  # fmt: skip
D1(KMC, "site not authorised", {**SITE, "site_authorised": False}, "ask-first", "KMC-GSF-04",
   approvers="ap-student-experience")  # fmt: skip
D1(KMC, "unknown site", {**SITE, "site_authorised": ...}, "unknown", missing="site_authorised")
D1(KMC, "unknown relation", {}, "unknown", missing="relation")
for who in (THEN, "prospective-learner", "parent-of-former-learner", "colleague", "public"):
    D1(KMC, f"silent {who}", {"relation": who}, "avoid")

# Oaklands.
for who, facts in {"child": CHILD_HERE, "adult": ADULT_HERE}.items():
    D1(OAK, f"current {who}", facts, "no", "OAK-11-02 OAK-10.4-13")
D1(OAK, "former under 18", STILL_CHILD, "no", "OAK-11-02", until="2027-05-10")
D1(OAK, "former day before 18", {**STILL_CHILD, "born": "2008-03-03"}, "no", "OAK-11-02",
   until="2026-03-03")  # fmt: skip
D1(OAK, "former on the 18th birthday", {**STILL_CHILD, "born": "2008-03-02"}, "yes", "OAK-11-02")
D1(OAK, "former leap day child", {**STILL_CHILD, "born": "2008-02-29"}, "no", "OAK-11-02",
   until="2026-03-01", on="2026-02-28")  # fmt: skip
D1(OAK, "former adult", LEFT_ADULT, "yes", "OAK-11-02")
D1(OAK, "former but still enrolled", {**LEFT_ADULT, "enrolments": studied("2020-09-01", None)},
   "no", "OAK-11-02")  # fmt: skip
D1(OAK, "parent, or colleague who is one", {"relation": "parent-of-current-learner"}, "no",
   "OAK-11-02", duties="tell-hr")  # fmt: skip
D1(OAK, "declaration does not help", {"relation": "parent-of-current-learner", **declared()},
   "no", "OAK-11-02", duties="tell-hr")  # fmt: skip
D1(OAK, "parent of former", {"relation": "parent-of-former-learner"}, "yes", "OAK-11-02")
D1(OAK, "official page", {"account": "official", **CHILD_HERE}, "yes", "OAK-11-01")
D1(OAK, "unknown age of former", {"relation": THEN}, "unknown", missing="born")
for who in ("prospective-learner", "direct-report", "colleague", "public"):
    D1(OAK, f"silent {who}", {"relation": who}, "avoid")

# Portland and the Company.
for who, facts in {"child": CHILD_HERE, "adult": ADULT_HERE}.items():
    D1(POR, f"current {who}", facts, "no", "POR-SM-08")
D1(POR, "never an exception", {**ADULT_HERE, **declared()}, "no", "POR-SM-08")
D1(POR, "authorised account", {"account": "official", "site_authorised": True}, "yes-if",
   "POR-SM-02", conditions="authorised-site")  # fmt: skip
D1(POR, "account not authorised", {"account": "official", "site_authorised": False}, "ask-first",
   "POR-SM-02", approvers="management marketing-team")  # fmt: skip
for who in (THEN, "prospective-learner", "parent-of-current-learner", "colleague", "public"):
    D1(POR, f"silent {who}", {"relation": who}, "avoid")
for platform in ("teams", "Microsoft Teams", "Outlook", "e-portfolio"):
    D1(COM, f"own platform {platform}", {**CHILD_HERE, "platform": platform}, "yes", "COM-DIG-02")
D1(COM, "off the platforms", {**ADULT_HERE, "it_permission": False}, "no", "COM-DIG-02 COM-DIG-03")
D1(COM, "permitted platform", {**ADULT_HERE, "it_permission": True}, "yes", "COM-DIG-03")
D1(COM, "unknown permission", ADULT_HERE, "unknown", missing="it_permission")
D1(COM, "official account not permitted", {**ADULT_HERE, "account": "official",
   "it_permission": False}, "ask-first", "COM-DIG-03", approvers="it-department")  # fmt: skip
for who in (THEN, "prospective-learner", "parent-of-current-learner", "direct-report", "public"):
    D1(COM, f"silent {who}", {"relation": who}, "avoid")
