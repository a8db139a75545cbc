"""Table D4: which picture may be published where."""

from __future__ import annotations

from typing import Any

from lanyard.engine.decisions.tests.cells import COM, EVERY, KMC, LAN, OAK, POR, Table

D4 = Table(
    "D4", "media.publish", rights="owned", device="organisation", taken_by="staff",
    one_to_one=False, on_premises=False, names_shown=False, doubt=False, channel="website",
    approvals=[], checks=["quality", "privacy"], publisher="marketing-team", freeze=False,
)  # fmt: skip
Facts = dict[str, Any]


def consent(by: str = "self", **more: Any) -> Facts:
    return {"by": by, "channels": ["website", "print"], "given_on": "2026-01-10", **more}


def shown(*people: Facts) -> Facts:
    return {"subjects": list(people)}


def person(born: str | None, *consents: Facts, **more: Any) -> Facts:
    known = {"born": born} if born else {}
    return {"kind": "learner", **known, "consents": list(consents), **more}


CHILD, ADULT = "2010-01-01", "1995-05-05"
WELL = {
    LAN: shown(person(CHILD, form=True)), KMC: shown(person(CHILD, consent())),
    OAK: shown(person(CHILD, consent())), COM: shown(person(CHILD, consent("parent"))),
    POR: shown(person(CHILD, consent("parent"), consent())),
}  # fmt: skip
YES = {LAN: "LAN-IMG-05", KMC: "KMC-GSF-12", OAK: "OAK-9-01", POR: "POR-IMG-03",
       COM: "COM-IMG-03"}  # fmt: skip
RIGHTS = {LAN: "LAN-IMG-05", KMC: "KMC-GOT-04", OAK: "OAK-4.4-01", POR: "", COM: "COM-IMG-03"}
NO_CONSENT = {LAN: "LAN-DD-08A", KMC: "KMC-GSF-12", OAK: "OAK-4.5-02", POR: "POR-IMG-02",
              COM: "COM-PI-03"}  # fmt: skip

for profile in EVERY:
    well = WELL[profile]
    D4(profile, "all gates passed", well, "yes", YES[profile])
    for rights in ("licensed", "owner-permission"):
        D4(profile, f"gate 1 {rights}", {**well, "rights": rights}, "yes", YES[profile])
    D4(profile, "gate 1 no rights", {**well, "rights": "none"}, "no", RIGHTS[profile])
    D4(profile, "gate 1 before gate 3", {**shown(person(CHILD)), "rights": "none"}, "no",
       RIGHTS[profile])  # fmt: skip
    D4(profile, "gate 1 rights unknown", {**well, "rights": ...}, "unknown", missing="rights")
    D4(profile, "gate 3 no consent", shown(person(CHILD, form=False)), "no", NO_CONSENT[profile])
    D4(profile, "gate 3 nobody shown", shown(), "yes", YES[profile])
    D4(profile, "gate 3 weakest of a group", shown(*well["subjects"], person(ADULT, form=False)),
       "no", NO_CONSENT[profile])  # fmt: skip
    D4(profile, "gate 3 stranger", shown({"kind": "unknown", "born": ADULT, "form": False}), "no",
       NO_CONSENT[profile])  # fmt: skip
    D4(profile, "gate 3 subjects unknown", {"subjects": ...}, "unknown", missing="subjects")
    if profile != LAN:
        D4(profile, "gate 3 other outlet", {**well, "channel": "blog"}, "no", NO_CONSENT[profile])
    if profile != POR:
        D4(profile, "gate 7 frozen", {**well, "freeze": True, "publisher": "tutor"}, "no",
           "LAN-SMU-04" if profile == LAN else "")  # fmt: skip
    D4(profile, "gate 7 frozen, marketing", {**well, "freeze": True}, "yes", YES[profile])

# Gate 6: on social media whoever posts has to be authorised, and so has the account.
for profile, clause in ((LAN, "LAN-SMU-01"), (KMC, "KMC-GSF-04")):
    there = {**WELL[profile], "channel": "social"}
    if profile == KMC:
        there |= shown(person(CHILD, {"by": "self", "channels": ["social"]}))
    D4(profile, "gate 6 social media", there, "yes", clause, duties="authorised-account-only")
D4(LAN, "gate 6 social media, on the premises", {**WELL[LAN], "channel": "social", "on_premises":
   True, "approvals": [{"role": "senior-management-team"}, {"role": "marketing-team"}]}, "yes",
   "LAN-SMU-01 LAN-IMG-06", duties="authorised-account-only")  # fmt: skip
D4(LAN, "gate 7 frozen on social media", {**WELL[LAN], "channel": "social", "freeze": True,
   "publisher": "tutor"}, "no", "LAN-SMU-04")  # fmt: skip

# Gate 2, capture.
D4(LAN, "gate 2 own device", {**WELL[LAN], "device": "personal"}, "no", "LAN-DD-08A LAN-IMG-03")
D4(LAN, "gate 2 taken by others", {**WELL[LAN], "device": "personal", "taken_by": "external"},
   "yes", "LAN-IMG-05")  # fmt: skip
D4(LAN, "gate 2 device unknown", {**WELL[LAN], "device": ...}, "unknown", missing="device")
D4(KMC, "gate 2 own device", {**WELL[KMC], "device": "personal"}, "no", "KMC-GSF-11")
D4(KMC, "gate 2 learner's device", {**WELL[KMC], "device": "personal", "taken_by": "learner"},
   "yes", "KMC-GSF-12")  # fmt: skip
D4(KMC, "gate 2 one to one", {**WELL[KMC], "one_to_one": True}, "avoid", "KMC-GSF-13")
D4(KMC, "gate 2 one to one without consent", {**shown(person(CHILD)), "one_to_one": True}, "no",
   "KMC-GSF-12")  # fmt: skip
D4(OAK, "gate 2 own device", {**WELL[OAK], "device": "personal"}, "yes", "OAK-9-01")
D4(POR, "gate 2 own device", {**WELL[POR], "device": "personal"}, "yes", "POR-IMG-03")
TAKEN = {**WELL[COM], "taken_by": "learner", "learning_activity": True, "tutor_authorised": True}
D4(COM, "gate 2 learner, both", TAKEN, "yes", "COM-IMG-03")
D4(COM, "gate 2 learner, no activity", {**TAKEN, "learning_activity": False}, "no", "COM-IMG-04")
D4(COM, "gate 2 learner, no tutor", {**TAKEN, "tutor_authorised": False}, "no", "COM-IMG-04")
D4(COM, "gate 2 learner, tutor unknown", {**TAKEN, "tutor_authorised": ...}, "unknown",
   missing="tutor_authorised")  # fmt: skip

# Gate 3, consent.
D4(LAN, "gate 3 adult with form", shown(person(ADULT, form=True)), "yes", "LAN-DD-08A")
D4(LAN, "gate 3 consent is no form", shown(person(CHILD, consent(), form=False)), "no",
   "LAN-DD-08A")  # fmt: skip
D4(LAN, "gate 3 form unknown", shown(person(CHILD)), "unknown", missing="subjects[0].form")
for profile in (KMC, OAK):
    D4(profile, "gate 3 adult's own", shown(person(ADULT, consent())), "yes", YES[profile])
    D4(profile, "gate 3 parent does not do", shown(person(CHILD, consent("parent"))), "no",
       NO_CONSENT[profile])  # fmt: skip
    D4(profile, "gate 3 age does not matter", shown(person(None, consent())), "yes", YES[profile])
D4(OAK, "gate 3 staff too", shown({"kind": "staff", "born": ADULT}), "no", "OAK-4.5-02")
D4(OAK, "gate 3 the public too", shown({"kind": "public"}), "no", "OAK-4.5-02")
for profile in (LAN, KMC, POR):
    D4(profile, "gate 3 staff not spoken of", shown({"kind": "staff"}), "yes", YES[profile])
D4(COM, "gate 3 staff too", shown({"kind": "staff", "born": ADULT}), "no", "COM-PI-06")
D4(COM, "gate 3 child's own", shown(person(CHILD, consent())), "yes", "COM-PI-03")
D4(COM, "gate 3 adult's parent", shown(person(ADULT, consent("parent"))), "no", "COM-PI-03")
D4(COM, "gate 3 not on the website", {**shown(person(CHILD)), "channel": "print"}, "no",
   "COM-IMG-03")  # fmt: skip
D4(POR, "gate 3 adult's own", shown(person(ADULT, consent())), "yes", "POR-IMG-01")
D4(POR, "gate 3 adult's parent", shown(person(ADULT, consent("parent"))), "no", "POR-IMG-01")
D4(POR, "gate 3 child's own only", shown(person(CHILD, consent())), "no", "POR-IMG-02")
D4(POR, "gate 3 guardian without assent", shown(person(CHILD, consent("parent"))), "no",
   "POR-IMG-02", silent=True)  # fmt: skip
D4(POR, "gate 3 age unknown", shown(person(None, consent())), "unknown",
   missing="subjects[0].born")  # fmt: skip
D4(POR, "gate 3 age unknown, nobody consents", shown(person(None)), "no", "POR-IMG-01")
TURNED = person("2008-03-02", consent("parent", given_on="2025-09-01"),
                consent(given_on="2025-09-01"))  # fmt: skip
D4(POR, "gate 3 day before 18", shown(TURNED), "yes", "POR-IMG-02", on="2026-03-01")
D4(POR, "gate 3 turned 18 since", shown(TURNED), "no", "POR-IMG-01")
AFRESH = {**TURNED, "consents": [consent(given_on="2026-03-02")]}
D4(POR, "gate 3 consented afresh", shown(AFRESH), "yes", "POR-IMG-01")
for name, change, answer in (
    ("expires today", {"expires_on": "2026-03-02"}, "yes"),
    ("expired", {"expires_on": "2026-03-01"}, "no"),
    ("given later", {"given_on": "2026-03-03"}, "no"),
    ("withdrawn today", {"withdrawn_on": "2026-03-02"}, "no"),
    ("withdrawn later", {"withdrawn_on": "2026-03-03"}, "yes"),
    ("for no outlet", {"channels": []}, "no"),
):
    for profile in (KMC, OAK, POR, COM):
        D4(profile, f"gate 3 {name}", shown(person(ADULT, consent(**change))), answer,
           YES[profile] if answer == "yes" else NO_CONSENT[profile])  # fmt: skip

# Gate 4, names.
D4(LAN, "gate 4 named", {**WELL[LAN], "names_shown": True}, "no", "LAN-IMG-07")
D4(OAK, "gate 4 named", {**WELL[OAK], "names_shown": True}, "no", "OAK-4.4-05")
D4(OAK, "gate 4 no override", {**WELL[OAK], "names_shown": True, "approvals":
   [{"role": "senior-manager", "on": "2026-03-01"}]}, "no", "OAK-4.4-05")  # fmt: skip
D4(KMC, "gate 4 named", {**WELL[KMC], "names_shown": True}, "yes", "KMC-GSF-12",
   duties="check-names")  # fmt: skip
D4(POR, "gate 4 named", {**WELL[POR], "names_shown": True}, "yes", "POR-IMG-03",
   duties="check-names")  # fmt: skip
D4(COM, "gate 4 named", {**WELL[COM], "names_shown": True}, "no", "COM-IMG-05")
NAMED = shown(person(CHILD, consent("parent", names=True)))
D4(COM, "gate 4 named with consent", {**NAMED, "names_shown": True}, "yes", "COM-IMG-05")
D4(COM, "gate 4 one of two with consent", {**shown(*NAMED["subjects"], person(ADULT, consent())),
   "names_shown": True}, "no", "COM-IMG-05")  # fmt: skip
for profile in (LAN, OAK, COM):
    D4(profile, "gate 4 names unknown", {**WELL[profile], "names_shown": ...}, "unknown",
       missing="names_shown")  # fmt: skip

# Gates 5 and 6, approvers and publisher.
PREMISES = {**WELL[LAN], "on_premises": True}
SMT, MARKETING = ({"role": r, "on": "2026-02-01"}
                  for r in ("senior-management-team", "marketing-team"))  # fmt: skip
D4(LAN, "gate 5 on the premises", PREMISES, "ask-first", "LAN-IMG-06",
   approvers="senior-management-team marketing-team")  # fmt: skip
D4(LAN, "gate 5 one of two", {**PREMISES, "approvals": [SMT]}, "ask-first", "LAN-IMG-06",
   approvers="marketing-team")  # fmt: skip
D4(LAN, "gate 5 both", {**PREMISES, "approvals": [SMT, MARKETING]}, "yes", "LAN-IMG-06")
D4(LAN, "gate 5 the marketing manager counts", {**PREMISES, "approvals":
   [SMT, {"role": "marketing-manager"}]}, "yes", "LAN-IMG-06")  # fmt: skip
D4(LAN, "gate 5 before gate 7", {**PREMISES, "freeze": True, "publisher": "tutor"}, "ask-first",
   "LAN-IMG-06", approvers="senior-management-team marketing-team")  # fmt: skip
D4(LAN, "gate 5 premises unknown", {**WELL[LAN], "on_premises": ...}, "unknown",
   missing="on_premises")  # fmt: skip
D4(OAK, "gate 5 doubt", {**WELL[OAK], "doubt": True}, "ask-first", "OAK-4.4-04",
   approvers="senior-manager")  # fmt: skip
D4(OAK, "gate 5 doubt settled", {**WELL[OAK], "doubt": True, "approvals":
   [{"role": "senior-manager"}]}, "yes", "OAK-9-01")  # fmt: skip
for profile in (LAN, KMC, POR, COM):
    D4(profile, "gate 5 doubt not spoken of", {**WELL[profile], "doubt": True}, "yes",
       YES[profile])  # fmt: skip
for checks in ([], ["quality"], ["privacy"]):
    D4(POR, f"gate 5 checks {'-'.join(checks) or 'none'}", {**WELL[POR], "checks": checks}, "no",
       "POR-IMG-04")  # fmt: skip
D4(POR, "gate 6 not marketing", {**WELL[POR], "publisher": "tutor"}, "no", "POR-IMG-03")
D4(POR, "gate 6 publisher unknown", {**WELL[POR], "publisher": ...}, "unknown",
   missing="publisher")  # fmt: skip
D4(OAK, "gate 6 director", {**WELL[OAK], "publisher": "director-marketing"}, "yes", "OAK-9-01")
D4(OAK, "gate 6 poster not known", {**WELL[OAK], "publisher": "tutor"}, "yes-if", "OAK-9-01",
   conditions="authorised-poster")  # fmt: skip
D4(OAK, "gate 6 print", {**WELL[OAK], "publisher": "tutor", "channel": "print"}, "yes",
   "OAK-4.5-02")  # fmt: skip
