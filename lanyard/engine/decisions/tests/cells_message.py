"""Table D2: by which channel a message may go."""

from __future__ import annotations

from typing import Any

from lanyard.engine.decisions.tests.cells import COM, EVERY, KMC, LAN, OAK, POR, Table

D2 = Table(
    "D2", "contact.message", device="organisation", account="work", recipient="current-learner",
    lawful_basis="public task", approvals=[], approved_channels=[], it_permission=False,
    risk_assessed=False,
)  # fmt: skip
OWN = {"device": "personal"}
OWN_PHONE = {"device": "personal", "account": "personal"}
PARENT = {"recipient": "parent-of-current-learner"}
Facts = dict[str, Any]


def by(channel: str, *more: Facts, **facts: Any) -> Facts:
    """Return the facts of a channel."""
    return {"channel": channel, **{k: v for extra in more for k, v in extra.items()}, **facts}


def approval(role: str, **more: str) -> Facts:
    return {"role": role, "on": "2026-01-10", **more}


# Work e-mail, Teams, e-portfolio.
for profile, email, teams in (
    (LAN, "LAN-DD-16", "LAN-DD-16"), (KMC, "KMC-GSF-01", "KMC-APX-03"),
    (OAK, "OAK-4.6-04", "OAK-4.6-09"), (POR, "POR-EM-01", ""), (COM, "COM-DIG-02", "COM-DIG-02"),
):  # fmt: skip
    D2(profile, "work e-mail", by("work-email"), "yes", email)
    D2(profile, "teams", by("teams"), "yes", teams)
for profile, listed, clause in ((LAN, "yes", "LAN-DD-16"), (KMC, "yes", "KMC-GSF-04"),
                                (OAK, "yes", "OAK-4.6-03")):  # fmt: skip
    D2(profile, "e-portfolio on the list", by("e-portfolio", approved_channels=["e-portfolio"]),
       listed, clause)  # fmt: skip
    D2(profile, "e-portfolio not listed", by("e-portfolio", approved_channels=["sms"]), "no",
       clause)  # fmt: skip
    D2(profile, "e-portfolio, list unknown", by("e-portfolio", approved_channels=...), "unknown",
       missing="approved_channels")  # fmt: skip
D2(POR, "e-portfolio", by("e-portfolio"), "yes")
D2(COM, "e-portfolio", by("e-portfolio"), "yes", "COM-DIG-02")

# Text messages.
D2(LAN, "text, work phone", by("sms"), "yes", "LAN-DD-16")
D2(LAN, "text, own phone", by("sms", OWN_PHONE), "no", "LAN-DD-04")
D2(LAN, "text, own phone, work account", by("sms", OWN), "no", "LAN-DD-04")
D2(KMC, "text, work phone", by("sms"), "avoid", "KMC-GSF-09", duties="log-reason")
D2(KMC, "text, own phone", by("sms", OWN_PHONE), "no", "KMC-GSF-10")
D2(KMC, "text to a parent, own phone", by("sms", OWN_PHONE, PARENT), "no", "KMC-GSF-02")
D2(OAK, "text, not approved", by("sms"), "no", "OAK-4.6-03")
D2(OAK, "text, approved", by("sms", approved_channels=["sms"]), "yes", "OAK-4.6-03")
D2(OAK, "text, own phone", by("sms", OWN_PHONE), "no", "OAK-4.6-03")
D2(OAK, "text, own phone, approved", by("sms", OWN_PHONE, approved_channels=["sms"]), "yes",
   "OAK-4.6-05", duties="log-use")  # fmt: skip
BOTH = [approval("line-manager"), approval("dsl")]
D2(POR, "text, work phone", by("sms"), "ask-first", "POR-DM-01", silent=True,
   approvers="line-manager dsl")  # fmt: skip
D2(POR, "text approved", by("sms", approvals=BOTH), "yes", "POR-DM-01", silent=True)
D2(POR, "text, own phone", by("sms", OWN_PHONE, approvals=BOTH), "no")
D2(COM, "text, work phone", by("sms"), "no", "COM-DIG-02")
D2(COM, "text, own phone", by("sms", OWN_PHONE), "no", "COM-DIG-02")

# WhatsApp and direct messages.
for channel in ("whatsapp", "social-dm"):
    D2(LAN, channel, by(channel), "no", "LAN-DD-16 LAN-DD-17")
    D2(LAN, f"{channel}, even on a list", by(channel, approved_channels=[channel]), "no",
       "LAN-DD-16")  # fmt: skip
    D2(KMC, channel, by(channel), "no", "KMC-GSF-06 KMC-APX-01")
    D2(KMC, f"{channel} to a parent", by(channel, PARENT), "no", "KMC-GSF-06")
    D2(OAK, f"{channel}, not approved", by(channel), "no", "OAK-4.6-03")
    D2(OAK, f"{channel}, approved", by(channel, approved_channels=[channel]), "yes", "OAK-4.6-03")
    D2(POR, f"{channel}, nobody approved", by(channel), "ask-first", "POR-DM-01",
       approvers="line-manager dsl")  # fmt: skip
    D2(POR, f"{channel}, approvals unknown", by(channel, approvals=...), "ask-first", "POR-DM-01",
       approvers="line-manager dsl")  # fmt: skip
    D2(POR, f"{channel}, manager approved", by(channel, approvals=BOTH[:1]), "ask-first",
       "POR-DM-01", approvers="dsl")  # fmt: skip
    D2(POR, f"{channel}, both approved", by(channel, approvals=BOTH), "yes", "POR-DM-01 POR-DM-03")
    D2(POR, f"{channel} to a future learner",
       by(channel, recipient="prospective-learner", approvals=BOTH), "yes",
       "POR-DM-01")  # fmt: skip
    D2(COM, f"{channel}, not permitted", by(channel, risk_assessed=True), "no", "COM-DIG-03")
    D2(COM, f"{channel}, neither", by(channel), "no", "COM-DIG-03 COM-RA-01",
       duties="risk-assess-first")  # fmt: skip
    D2(COM, f"{channel}, not assessed", by(channel, it_permission=True), "no", "COM-RA-01",
       duties="risk-assess-first")  # fmt: skip
    D2(COM, f"{channel}, permitted", by(channel, it_permission=True, risk_assessed=True), "yes",
       "COM-DIG-03 COM-RA-01")  # fmt: skip
LATE = [BOTH[0], approval("dsl", review_on="2026-03-01")]
D2(POR, "review overdue", by("whatsapp", approvals=LATE), "ask-first", "POR-DM-03",
   approvers="dsl")  # fmt: skip
D2(POR, "on the review day", by("whatsapp", approvals=[
   BOTH[0], approval("dsl", review_on="2026-03-02")]), "yes", "POR-DM-03")  # fmt: skip
D2(POR, "approved later", by("whatsapp", approvals=[BOTH[0], {"role": "dsl", "on": "2026-03-03"}]),
   "ask-first", "POR-DM-01", approvers="dsl")  # fmt: skip
D2(POR, "messages from own device", by("whatsapp", OWN, approvals=BOTH), "avoid", "POR-DM-01",
   silent=True)  # fmt: skip

for profile, clause in ((LAN, "LAN-DD-04"), (KMC, "KMC-GSF-06"), (OAK, "OAK-4.6-03"),
                        (COM, "COM-DIG-03")):  # fmt: skip
    D2(profile, "whatsapp, own phone", by("whatsapp", OWN), "no", clause,
       duties="risk-assess-first" if profile == COM else "")  # fmt: skip
for profile, clause in ((OAK, "OAK-4.6-05"), (KMC, ""), (POR, ""), (COM, "")):
    D2(profile, "teams, own device", by("teams", OWN), "yes", clause, silent=not clause,
       duties="log-use" if profile == OAK else "")  # fmt: skip
D2(LAN, "teams, own device", by("teams", OWN), "no", "LAN-DD-04")

# Voice.
D2(LAN, "own phone", by("voice", OWN_PHONE), "no", "LAN-DD-04")
D2(LAN, "work phone, on the list", by("voice", approved_channels=["voice"]), "yes", "LAN-DD-16")
D2(LAN, "work phone, not listed", by("voice"), "no", "LAN-DD-16")
D2(KMC, "own phone", by("voice", OWN_PHONE), "no", "KMC-GSF-10")
D2(KMC, "work phone", by("voice"), "yes")
D2(OAK, "own phone", by("voice", OWN_PHONE), "yes", "OAK-4.6-05", duties="log-use")
D2(OAK, "work phone", by("voice"), "yes", "OAK-4.6-05")
for profile in (POR, COM):
    D2(profile, "own phone", by("voice", OWN_PHONE), "avoid")
    D2(profile, "work phone", by("voice"), "yes")

# A work account on one's own device, and accounts of one's own.
D2(LAN, "work account, own device", by("work-email", OWN), "no", "LAN-DD-04")
D2(KMC, "work account, own device", by("work-email", OWN), "yes", silent=True)
D2(OAK, "work account, own device", by("work-email", OWN), "yes", "OAK-4.6-05", duties="log-use")
D2(POR, "work account, own device", by("work-email", OWN), "yes", silent=True)
D2(COM, "work account, own device", by("work-email", OWN), "yes", silent=True)
for profile, clause in ((LAN, "LAN-DD-17"), (KMC, "KMC-GSF-06"), (OAK, "OAK-4.6-04"),
                        (POR, "POR-EM-02"), (COM, "COM-DIG-02")):  # fmt: skip
    everything = {"approvals": BOTH, "approved_channels": ["personal-email", "social-dm"],
                  "it_permission": True, "risk_assessed": True}  # fmt: skip
    D2(profile, "personal e-mail", by("personal-email", everything, account="personal"), "no",
       clause)  # fmt: skip
    D2(profile, "personal social account", by("social-dm", everything, account="personal"), "no",
       clause)  # fmt: skip

for profile, clause in ((LAN, "LAN-DD-17"), (KMC, "KMC-GSF-06"), (OAK, "OAK-4.6-04"),
                        (POR, "POR-EM-02"), (COM, "COM-DIG-02")):  # fmt: skip
    for channel in ("work-email", "teams"):
        D2(profile, f"{channel}, own account", by(channel, account="personal"), "no", clause)
    D2(profile, "private e-mail, said to be a work account", by("personal-email"), "no", clause)

# (a) lawful basis, (b) hours, (c) organisations, (d) own details, (e) urgent.
for who in ("current-learner", "prospective-learner", "parent-of-current-learner"):
    D2(LAN, f"no lawful basis, {who}", by("work-email", recipient=who, lawful_basis=None), "no",
       "LAN-GDPR-01", duties="record-lawful-basis")  # fmt: skip
D2(LAN, "blank lawful basis", by("work-email", lawful_basis=" "), "no", "LAN-GDPR-01",
   duties="record-lawful-basis")  # fmt: skip
D2(LAN, "lawful basis unknown", by("work-email", lawful_basis=...), "unknown",
   missing="lawful_basis")  # fmt: skip
D2(LAN, "no basis needed for an organisation",
   by("work-email", recipient="external-organisation", lawful_basis=None), "yes")  # fmt: skip
NINE = {"from": "09:00", "to": "17:00"}
for at, answer in (("2026-03-02T08:59", "avoid"), ("2026-03-02T09:00", "yes"),
                   ("2026-03-02T17:00", "yes"), ("2026-03-02T17:01", "avoid")):  # fmt: skip
    late = answer == "avoid"
    D2(OAK, f"agreed hours {at[11:]}", by("teams", at=at, hours=NINE), answer,
       "OAK-4.6-02" if late else "OAK-4.6-09",
       duties="defer-to-agreed-hours log-reason" if late else "")  # fmt: skip
D2(OAK, "hours past midnight", by("teams", at="2026-03-02T23:30",
   hours={"from": "20:00", "to": "01:00"}), "yes", "OAK-4.6-09")  # fmt: skip
D2(OAK, "college hours on a Sunday", by("teams", at="2026-03-01T10:00"), "avoid", "OAK-4.6-02",
   duties="defer-to-agreed-hours log-reason")  # fmt: skip
D2(OAK, "college hours on a Monday", by("teams", at="2026-03-02T10:00"), "yes", "OAK-4.6-09")
D2(OAK, "urgent at night", by("teams", at="2026-03-02T23:00", urgent=True), "yes", "OAK-4.6-02",
   silent=True, duties="log-reason")  # fmt: skip
D2(OAK, "urgent, but not approved", by("sms", at="2026-03-02T23:00", urgent=True), "no",
   "OAK-4.6-03")  # fmt: skip
D2(OAK, "urgent by day", by("teams", at="2026-03-02T10:00", urgent=True), "yes", "OAK-4.6-09")
for profile in (LAN, KMC, POR, COM):
    D2(profile, "no hours here", by("work-email", at="2026-03-01T23:00", hours=NINE), "yes",
       {"landau": "LAN-DD-16", "kingston-maurward": "KMC-GSF-01", "portland": "POR-EM-01",
        "company": "COM-DIG-02"}[profile])  # fmt: skip
D2(POR, "organisation by work e-mail", by("work-email", recipient="external-organisation"), "yes",
   "POR-EM-01")  # fmt: skip
D2(POR, "organisation by private e-mail", by("personal-email", account="personal",
   recipient="external-organisation"), "no", "POR-EM-02")  # fmt: skip
D2(KMC, "own number in the text", by("work-email", own_contact_details=True), "no", "KMC-GSF-02",
   duties="remove-contact-details")  # fmt: skip
D2(KMC, "own number to a parent", by("work-email", PARENT, own_contact_details=True), "no",
   "KMC-GSF-02", duties="remove-contact-details")  # fmt: skip
D2(LAN, "own number in the text", by("work-email", own_contact_details=True), "no", "LAN-DD-05",
   duties="remove-contact-details")  # fmt: skip
D2(OAK, "own number in the text", by("work-email", own_contact_details=True), "avoid",
   "OAK-4.6-06", duties="remove-contact-details")  # fmt: skip

# What the texts do not speak of, and what is not known.
for profile in EVERY:
    other = {"recipient": "prospective-learner"}
    D2(profile, "prospective learner by work e-mail", by("work-email", other), "yes")
    D2(profile, "prospective learner by private e-mail", by("personal-email", other), "avoid")
    D2(profile, "channel unknown", {"recipient": "external-organisation"}, "unknown",
       missing="channel")  # fmt: skip
for profile in (LAN, COM):
    D2(profile, "parent by messaging app", by("whatsapp", PARENT), "avoid")
D2(LAN, "device unknown", by("work-email", device=...), "unknown", missing="device")
D2(COM, "permission unknown", by("whatsapp", it_permission=..., risk_assessed=True), "unknown",
   missing="it_permission")  # fmt: skip
D2(OAK, "recipient unknown", by("whatsapp", recipient=...), "unknown", missing="recipient")
