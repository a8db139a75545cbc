"""Tables D7, D8, D11 and D12: searches, the web, data that leaves, recruitment."""

from __future__ import annotations

from typing import Any

from lanyard.engine.decisions.tests.cells import COM, EVERY, KMC, LAN, OAK, POR, Table

D7 = Table("D7", "monitoring.search", subject="staff", notified=True, folder="ordinary",
           requester_is_subject=False)  # fmt: skip
SIX = ("business-facts", "regulatory", "standards", "crime", "unauthorised-use",
       "system-operation")  # fmt: skip
TWO = ("safeguarding", "prevent")
SEARCHED = {LAN: "LAN-MON-01", KMC: "KMC-SEC-04", OAK: "OAK-6-04", POR: "POR-WEB-08",
            COM: "COM-SEC-04"}  # fmt: skip
MINE = {LAN: "safeguarding", OAK: "crime"}
for profile in EVERY:
    for purpose in (*SIX, *TWO):
        barred = purpose in (TWO if profile == OAK else SIX if profile == LAN else ())
        D7(profile, f"purpose {purpose}", {"purpose": purpose}, "no" if barred else "yes",
           SEARCHED[profile])  # fmt: skip
    well = {"purpose": MINE.get(profile, "crime")}
    D7(profile, "no purpose", {"purpose": None}, "no",
       SEARCHED[profile] if profile in MINE else "")  # fmt: skip
    D7(profile, "purpose unknown", {}, "unknown", missing="purpose")
    D7(profile, "one's own", {**well, "requester_is_subject": True}, "no")
    D7(profile, "whose, unknown", {**well, "requester_is_subject": ...}, "unknown",
       missing="requester_is_subject")  # fmt: skip
    D7(profile, "visitor", {**well, "subject": "visitor"}, "yes", SEARCHED[profile])
    asked = {**well, "release_outside": True, "requested_by_authority": True, "secure": True}
    rule = "LAN-MON-04" if profile == LAN else ""
    D7(profile, "released to an authority", asked, "yes", rule or SEARCHED[profile])
    D7(profile, "released unasked", {**asked, "requested_by_authority": False}, "no", rule)
    D7(profile, "released insecurely", {**asked, "secure": False}, "no", rule)
    D7(profile, "release, security unknown", {**asked, "secure": ...}, "unknown",
       missing="secure")  # fmt: skip
D7(KMC, "learner", {"subject": "learner", "purpose": "crime"}, "yes", "KMC-MON-01 KMC-MON-02")
CRIME = {"purpose": "crime"}
D7(OAK, "not told", {**CRIME, "notified": False}, "no", "OAK-6-05")
D7(OAK, "told, unknown", {**CRIME, "notified": ...}, "unknown", missing="notified")
D7(OAK, "private folder", {**CRIME, "folder": "personal", "second_approval": False}, "no",
   "OAK-8-04")  # fmt: skip
D7(OAK, "private folder approved", {**CRIME, "folder": "personal", "second_approval": True}, "yes",
   "OAK-8-04")  # fmt: skip
D7(OAK, "private folder, approval unknown", {**CRIME, "folder": "personal"}, "unknown",
   missing="second_approval")  # fmt: skip
for profile in (LAN, KMC, POR, COM):
    D7(profile, "notice not spoken of", {"purpose": "safeguarding", "notified": False}, "yes",
       SEARCHED[profile])  # fmt: skip

D8 = Table("D8", "web.use", person="staff", social=True, official_account=False,
           teaching_safe_use=False, line_manager_authorised=False, trained=True,
           programme_needs=False, approved_user=False)  # fmt: skip
TIMES = ("teaching", "working", "break", "off-duty")
FREE = ("break", "off-duty")
for time in TIMES:
    free = time in FREE
    at: dict[str, Any] = {"time": time}
    D8(POR, f"staff {time}", at, "yes" if free else "no", "" if free else "POR-SM-01")
    D8(POR, f"staff teaching safe use {time}", {**at, "teaching_safe_use": True}, "yes",
       "" if free else "POR-SM-01")  # fmt: skip
    D8(POR, f"staff official {time}", {**at, "official_account": True, "approved_user": True},
       "yes", "" if free else "POR-SM-02")  # fmt: skip
    D8(OAK, f"staff {time}", at, "yes" if free else "no", "OAK-8.1-01")
    D8(OAK, f"staff authorised {time}", {**at, "line_manager_authorised": True}, "yes",
       "OAK-8.1-01" if free else "OAK-8.2-01 OAK-8.2-02")  # fmt: skip
    D8(LAN, f"not approved {time}", at, "no", "LAN-SMU-01")
    D8(LAN, f"approved {time}", {**at, "approved_user": True},
       "no" if time == "teaching" else "yes",
       "LAN-DD-07" if time == "teaching" else "LAN-SMU-01")  # fmt: skip
    D8(LAN, f"learner {time}", {**at, "person": "learner"}, "no", "LAN-SMU-01")
    D8(COM, f"permitted {time}", {**at, "approved_user": True}, "yes", "COM-CMS-01")
    D8(COM, f"not permitted {time}", at, "no", "COM-CMS-01")
    D8(KMC, f"staff {time}", at, "yes" if free else "avoid")
    D8(POR, f"learner {time}", {**at, "person": "learner"}, "yes" if time == "break" else "no",
       "POR-SM-04")  # fmt: skip
    D8(POR, f"learner untrained {time}", {**at, "person": "learner", "trained": False}, "no",
       "POR-SM-05")  # fmt: skip
    D8(POR, f"learner's programme {time}", {**at, "person": "learner", "programme_needs": True},
       "yes", "POR-SM-04")  # fmt: skip
WORK = {"time": "working"}
D8(POR, "staff official, not authorised", {**WORK, "official_account": True}, "no", "POR-SM-02")
D8(POR, "staff official, as given", {**WORK, "official_account": True, "approved_user": ...},
   "yes", "POR-SM-02")  # fmt: skip
D8(POR, "learner, training unknown", {"time": "break", "person": "learner", "trained": ...},
   "unknown", missing="trained")  # fmt: skip
D8(LAN, "learner when taught", {"time": "teaching", "person": "learner"}, "no", "LAN-DD-07")
D8(LAN, "approved, teaching safe use", {"time": "teaching", "approved_user": True,
   "teaching_safe_use": True}, "yes", "LAN-SMU-01")  # fmt: skip
D8(LAN, "approval unknown", {**WORK, "approved_user": ...}, "unknown", missing="approved_user")
D8(OAK, "manager unknown", {**WORK, "line_manager_authorised": ...}, "unknown",
   missing="line_manager_authorised")  # fmt: skip
D8(OAK, "time unknown", {}, "unknown", missing="time")
D8(OAK, "learner", {**WORK, "person": "learner"}, "avoid")
D8(KMC, "official account", {**WORK, "official_account": True}, "yes")
D8(KMC, "teaching safe use", {**WORK, "teaching_safe_use": True}, "yes")
for profile, near in ((LAN, "LAN-SMU-01"), (KMC, ""), (OAK, "OAK-8.1-03"), (POR, "POR-SM-01")):
    D8(profile, "no social media", {**WORK, "social": False}, "yes", near, silent=True)

D11 = Table("D11", "data.remove", data="personal", encrypted=True, password=True,
            manager_permission=True, policy_consulted=True)  # fmt: skip
DEVICES = ("laptop", "usb", "phone", "personal-device")
for device in DEVICES:
    on = {"device": device}
    for data in ("personal", "learner-contacts"):
        D11(OAK, f"{data} on {device}", {**on, "data": data}, "yes", "OAK-4.5-06 OAK-4.5-08")
    D11(OAK, f"no permission, {device}", {**on, "manager_permission": False}, "no", "OAK-4.5-06")
    D11(OAK, f"not encrypted, {device}", {**on, "encrypted": False}, "no", "OAK-4.5-08")
    D11(OAK, f"no password, {device}", {**on, "password": False}, "no", "OAK-4.5-08")
D11(OAK, "cloud without password", {"device": "personal-cloud", "password": False}, "no",
    "OAK-4.5-05")  # fmt: skip
D11(OAK, "cloud", {"device": "personal-cloud"}, "yes", "OAK-4.5-06")
D11(OAK, "permission unknown", {"device": "usb", "manager_permission": ...}, "unknown",
    missing="manager_permission")  # fmt: skip
D11(OAK, "encryption unknown", {"device": "usb", "encrypted": ...}, "unknown",
    missing="encrypted")  # fmt: skip
for device in ("usb", "personal-device"):
    D11(POR, f"policy not consulted, {device}", {"device": device, "policy_consulted": False},
        "no", "POR-ICT-03")  # fmt: skip
D11(POR, "stick, encrypted", {"device": "usb"}, "yes", "POR-ICT-03")
D11(POR, "stick, not encrypted", {"device": "usb", "encrypted": False}, "yes",
    "POR-ICT-03 POR-GDPR-02", duties="consider-encryption")  # fmt: skip
D11(POR, "laptop, not encrypted", {"device": "laptop", "encrypted": False}, "yes", "POR-GDPR-02",
    duties="consider-encryption")  # fmt: skip
D11(POR, "consulted, unknown", {"device": "usb", "policy_consulted": ...}, "unknown",
    missing="policy_consulted")  # fmt: skip
for device in ("personal-device", "personal-cloud"):
    D11(LAN, f"contacts on {device}", {"device": device, "data": "learner-contacts"}, "no",
        "LAN-DD-06")  # fmt: skip
    for profile in (LAN, KMC, COM):
        D11(profile, f"personal data on {device}", {"device": device}, "avoid")
D11(LAN, "contacts on a work laptop", {"device": "laptop", "data": "learner-contacts"}, "yes")
D11(KMC, "cloud without password", {"device": "personal-cloud", "password": False}, "no",
    "KMC-PI-06")  # fmt: skip
D11(COM, "cloud without password", {"device": "personal-cloud", "password": False}, "no",
    "COM-PI-08")  # fmt: skip
for profile in (LAN, KMC, COM):
    D11(profile, "laptop", {"device": "laptop"}, "yes")
    D11(profile, "not encrypted", {"device": "laptop", "encrypted": False}, "avoid")
for profile in EVERY:
    D11(profile, "nothing personal", {"data": "none", "device": "phone"}, "yes")

D12 = Table("D12", "recruitment.view", finding_protected=False)
D12(LAN, "professional", {"site": "professional"}, "yes", "LAN-REC-01")
D12(LAN, "personal", {"site": "personal"}, "no", "LAN-REC-01")
D12(LAN, "protected finding", {"site": "professional", "finding_protected": True}, "yes-if",
    "LAN-REC-02", conditions="discard-finding", duties="discard-finding")  # fmt: skip
D12(LAN, "site unknown", {}, "unknown", missing="site")
for profile in (KMC, OAK, POR, COM):
    for site in ("professional", "personal"):
        D12(profile, site, {"site": site}, "no")
