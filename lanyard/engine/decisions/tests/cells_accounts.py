"""Table D6: when an official account goes live, and who posts on it."""

from __future__ import annotations

from typing import Any

from lanyard.engine.decisions.tests.cells import COM, EVERY, KMC, LAN, OAK, POR, Table

D6 = Table("D6", "account.go-live", acknowledged=True, form_complete=True, risk_assessed=True,
           confusable_name=False, it_permission=True, it_applied=True)  # fmt: skip
Facts = dict[str, Any]


def said(*entries: str) -> Facts:
    """Return approvals from "role person" or "role person rejected"."""
    split = [entry.split() for entry in entries]
    return {
        "approvals": [
            {"role": s[0], "person": s[1], "outcome": s[2] if len(s) > 2 else "approved"}
            for s in split
        ]
    }


def admins(*entries: str) -> Facts:
    return {"admins": [dict(zip(("person", "role"), e.split(), strict=True)) for e in entries]}


TWO = admins("a dsl", "c marketing-team")
BOTH = said("dsl a", "marketing-manager b")
D6(LAN, "live", {**BOTH, **TWO}, "yes", "LAN-APP-06 LAN-SMN-02 LAN-SMN-03")
D6(LAN, "marketing manager as administrator", {**BOTH, **admins("a dsl", "b marketing-manager")},
   "yes", "LAN-SMN-02")  # fmt: skip
D6(LAN, "not acknowledged", {**BOTH, **TWO, "acknowledged": False}, "no", "LAN-APP-01")
D6(LAN, "form not complete", {**BOTH, **TWO, "form_complete": False}, "no", "LAN-APP-03")
D6(LAN, "nobody approved", {**said(), **TWO}, "ask-first", "LAN-APP-04",
   approvers="dsl marketing-manager")  # fmt: skip
D6(LAN, "lead approved", {**said("dsl a"), **TWO}, "ask-first", "LAN-APP-05",
   approvers="marketing-manager")  # fmt: skip
D6(LAN, "marketing out of turn", {**said("marketing-manager b"), **TWO}, "ask-first",
   "LAN-APP-04", approvers="dsl marketing-manager")  # fmt: skip
D6(LAN, "marketing before the lead", {**said("marketing-manager b", "dsl a"), **TWO}, "ask-first",
   "LAN-APP-05", approvers="marketing-manager")  # fmt: skip
D6(LAN, "lead rejected", {**said("dsl a rejected"), **TWO}, "no", "LAN-APP-04")
D6(LAN, "lead rejected, marketing approved",
   {**said("dsl a rejected", "marketing-manager b"), **TWO}, "no", "LAN-APP-04")  # fmt: skip
D6(LAN, "a no is not undone", {**said("dsl a rejected", "dsl a", "marketing-manager b"), **TWO},
   "no", "LAN-APP-04")  # fmt: skip
D6(LAN, "marketing rejected", {**said("dsl a", "marketing-manager b rejected"), **TWO}, "no",
   "LAN-APP-05")  # fmt: skip
D6(LAN, "access not given", {**BOTH, **TWO, "it_applied": False}, "no", "LAN-APP-06")
D6(LAN, "lead no administrator", {**BOTH, **admins("b tutor", "c marketing-team")}, "no",
   "LAN-SMN-02")  # fmt: skip
D6(LAN, "marketing no administrator", {**BOTH, **admins("a dsl", "c tutor")}, "no", "LAN-SMN-02")
D6(LAN, "one person twice", {**BOTH, **admins("a dsl", "a marketing-team")}, "no", "LAN-SMN-03")
D6(LAN, "administrators unknown", BOTH, "unknown", missing="admins")
D6(LAN, "acknowledgement unknown", {**BOTH, **TWO, "acknowledged": ...}, "unknown",
   missing="acknowledged")  # fmt: skip

CLT, DIRECTOR = "college-leadership-team a", "director-marketing b"
D6(OAK, "live", said(CLT, DIRECTOR), "yes", "OAK-9-06")
D6(OAK, "any order", said(DIRECTOR, CLT), "yes", "OAK-9-06")
D6(OAK, "leadership only", said(CLT), "ask-first", "OAK-9-06", approvers="director-marketing")
D6(OAK, "director only", said(DIRECTOR), "ask-first", "OAK-9-06",
   approvers="college-leadership-team")  # fmt: skip
D6(OAK, "the same person twice", said(CLT, "director-marketing a"), "ask-first", "OAK-9-06",
   approvers="director-marketing")  # fmt: skip
D6(OAK, "rejected", said(CLT, "director-marketing b rejected"), "no", "OAK-9-06")
D6(OAK, "not assessed", {**said(CLT, DIRECTOR), "risk_assessed": False}, "no", "OAK-4.2-01")
D6(OAK, "confusable name", {**said(CLT, DIRECTOR), "confusable_name": True}, "no", "OAK-9-09")
D6(OAK, "one administrator", {**said(CLT, DIRECTOR), **admins("a tutor")}, "no")
D6(OAK, "name unknown", {**said(CLT, DIRECTOR), "confusable_name": ...}, "unknown",
   missing="confusable_name")  # fmt: skip

STAFF = admins("a tutor", "b tutor")
D6(KMC, "authorised, two staff", {**said("ap-student-experience x"), **STAFF}, "yes",
   "KMC-GSF-04 KMC-GSF-05")  # fmt: skip
D6(KMC, "authorised by the principal", {**said("principal x"), **STAFF}, "yes", "KMC-GSF-04")
D6(KMC, "not authorised", {**said("tutor x"), **STAFF}, "ask-first", "KMC-GSF-04",
   approvers="ap-student-experience")  # fmt: skip
D6(KMC, "refused", {**said("principal x rejected"), **STAFF}, "no", "KMC-GSF-04")
D6(KMC, "one member of staff", {**said("principal x"), **admins("a tutor", "a dsl")}, "no",
   "KMC-GSF-05")  # fmt: skip
D6(KMC, "staff unknown", said("principal x"), "unknown", missing="admins")

D6(POR, "authorised", said("management a", "marketing-team b"), "yes", "POR-SM-02")
D6(POR, "nobody authorised", said(), "ask-first", "POR-SM-02",
   approvers="management marketing-team")  # fmt: skip
D6(POR, "refused", said("management a rejected"), "no", "POR-SM-02")
D6(POR, "one administrator", {**said("management a", "marketing-team b"), **admins("a tutor")},
   "no")  # fmt: skip
D6(COM, "permitted and assessed", {}, "yes", "COM-DIG-03 COM-RA-01")
D6(COM, "not assessed", {"risk_assessed": False}, "no", "COM-RA-01", duties="risk-assess-first")
D6(COM, "not permitted", {"it_permission": False}, "no", "COM-DIG-03")
D6(COM, "permitted by approval", {"it_permission": ..., **said("it-helpdesk a")}, "yes",
   "COM-DIG-03")  # fmt: skip
D6(COM, "permission unknown", {"it_permission": ...}, "unknown", missing="it_permission")
D6(COM, "one administrator", admins("a tutor"), "no")

POST = Table(
    "D6-post", "account.post", author_role="tutor", authorised=True, freeze=False, kind="post",
    account_owner=False, working_time=False, line_manager_authorised=False,
)  # fmt: skip
for kind in ("post", "comment", "like", "share", "reply-to-negative"):
    POST(LAN, f"freeze {kind}", {"freeze": True, "kind": kind}, "no", "LAN-SMU-04")
    POST(LAN, f"approved user {kind}", {"kind": kind}, "yes", "LAN-SMU-01")
for role in ("marketing-team", "marketing-manager"):
    POST(LAN, f"freeze {role}", {"freeze": True, "author_role": role}, "yes", "LAN-SMU-04")
POST(LAN, "not approved", {"authorised": False}, "no", "LAN-SMU-01")
POST(LAN, "engage, not approved", {"authorised": False, "kind": "like"}, "avoid")
POST(LAN, "authorisation unknown", {"authorised": ...}, "unknown", missing="authorised")
POST(OAK, "authorised, own time", {}, "yes", "OAK-9-01")
POST(OAK, "not authorised", {"authorised": False}, "no", "OAK-9-01")
WORK = {"working_time": True}
POST(OAK, "working time, not authorised by manager", WORK, "no", "OAK-8.2-02")
POST(OAK, "working time, authorised by manager", {**WORK, "line_manager_authorised": True}, "yes",
     "OAK-9-01 OAK-8.2-01")  # fmt: skip
POST(OAK, "working time, manager unknown", {**WORK, "line_manager_authorised": ...}, "unknown",
     missing="line_manager_authorised")  # fmt: skip
for kind in ("like", "share", "comment"):
    POST(OAK, f"anybody may {kind}", {"kind": kind, "authorised": False}, "yes", "OAK-9-02")
NEGATIVE = {"kind": "reply-to-negative"}
REPORT = "do-not-reply report-to-marketing"
POST(OAK, "negative", NEGATIVE, "no", "OAK-9-03 OAK-9-04", duties=REPORT)
POST(OAK, "negative, owner unknown", {**NEGATIVE, "account_owner": ...}, "no", "OAK-9-03",
     duties=REPORT)  # fmt: skip
POST(OAK, "negative, own account", {**NEGATIVE, "account_owner": True}, "yes-if", "OAK-9-05",
     conditions="professional-judgement line-manager-advice")  # fmt: skip
POST(POR, "authorised", {}, "yes", "POR-SM-02")
POST(POR, "not authorised", {"authorised": False}, "no", "POR-SM-02")
for profile in (KMC, COM):
    POST(profile, "authorised", {}, "yes")
    POST(profile, "not authorised", {"authorised": False}, "no")
for profile in EVERY:
    if profile != LAN:
        POST(profile, "frozen", {"freeze": True}, "no")
    if profile not in (LAN, OAK):
        POST(profile, "engage", {"kind": "share", "authorised": False}, "avoid")
