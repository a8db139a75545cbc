"""Tables D9 and D10: telling the police, and training that falls due."""

from __future__ import annotations

from typing import Any

from lanyard.engine.decisions.tests.cells import COM, EVERY, KMC, LAN, OAK, POR, Table

D9 = Table("D9", "police.report", illegal=True)
MUST, DECIDE, IF = "report-to-police", "decide-police", "decided-and-recorded"
KINDS = ("conduct", "hacking", "copyright", "connection", "other")
RULE = {LAN: "LAN-CB-04", OAK: "OAK-4.3-04", COM: "COM-BEH-05", KMC: "KMC-EXP-05", POR: ""}
for kind in KINDS:
    for profile in (LAN, OAK, COM):
        why = "LAN-CYB-04" if (profile, kind) == (LAN, "hacking") else RULE[profile]
        D9(profile, f"illegal {kind}", {"kind": kind}, "yes", why, duties=MUST)
    for profile in (KMC, POR):
        D9(profile, f"illegal {kind}", {"kind": kind}, "yes-if", RULE[profile], duties=DECIDE,
           conditions=IF)  # fmt: skip
for profile in EVERY:
    D9(profile, "nudes of under 18s", {"kind": "nudes-under-18"}, "yes-if",
       "COM-NUD-01" if profile == COM else "", duties=DECIDE, conditions=IF)  # fmt: skip
    D9(profile, "legal conduct", {"kind": "conduct", "illegal": False}, "no", RULE[profile])
    D9(profile, "legality unknown", {"kind": "conduct", "illegal": ...}, "unknown",
       missing="illegal")  # fmt: skip
    D9(profile, "nudes, legality unknown", {"kind": "nudes-under-18", "illegal": ...}, "yes-if",
       "COM-NUD-01" if profile == COM else "", duties=DECIDE, conditions=IF)  # fmt: skip
D9(LAN, "hacking is a crime", {"kind": "hacking", "illegal": ...}, "yes", "LAN-CYB-04",
   duties=MUST)  # fmt: skip
D9(LAN, "copyright", {"kind": "copyright", "illegal": False}, "yes-if", "LAN-CPY-03",
   duties=DECIDE, conditions=IF)  # fmt: skip
D9(LAN, "mandatory wins, copyright", {"kind": "copyright"}, "yes", "LAN-CB-04 LAN-CPY-03",
   duties=MUST)  # fmt: skip
D9(LAN, "connection", {"kind": "connection", "illegal": False}, "yes-if", "LAN-FRI-08",
   duties=DECIDE, conditions=IF)  # fmt: skip
D9(LAN, "mandatory wins, connection", {"kind": "connection"}, "yes", "LAN-CB-04 LAN-FRI-08",
   duties=MUST)  # fmt: skip
D9(OAK, "legal hacking", {"kind": "hacking", "illegal": False}, "no", "OAK-4.3-04")
D9(OAK, "kind unknown", {}, "unknown", missing="kind")

D10 = Table("D10", "training.due", role_flags=[], started="2020-03-02")
Facts = dict[str, Any]


def taken(*entries: str) -> list[Facts]:
    """Return records from "course day method"."""
    split = [entry.split() for entry in entries]
    keys = ("course", "on", "method")
    return [dict(zip(keys, parts, strict=False)) for parts in split]


def due(*entries: str) -> list[Facts]:
    """Return what is due from "course day" and "course day overdue"."""
    split = [entry.split() for entry in entries]
    return [{"course": s[0], "on": s[1], "overdue": len(s) > 2} for s in split]


NEW = {"role_flags": ["new-starter"], "started": "2026-03-02", "records": []}
LATER = ("kcsie 2027-03-02", "update 2027-03-02", "refresher 2029-03-02")
D10(KMC, "new starter", NEW, "yes", "KMC-TRS-01 KMC-TRS-06",
    due=due("induction 2026-03-02", "prevent 2026-03-02", *LATER))  # fmt: skip
D10(KMC, "new starter, a day late", NEW, "yes", "KMC-TRS-01", on="2026-03-03",
    due=due("induction 2026-03-02 overdue", "prevent 2026-03-02 overdue", *LATER))  # fmt: skip
WELL = ["kcsie 2025-09-01", "refresher 2024-06-15", "update 2025-10-01 briefing",
        "update 2025-11-01 video", "prevent 2021-01-01"]  # fmt: skip
USUAL = due("kcsie 2026-09-01", "update 2026-10-01", "refresher 2027-06-15")
D10(KMC, "earliest clock wins", {"records": taken(*WELL)}, "no", "KMC-TRS-02",
    until="2026-09-01", due=USUAL)  # fmt: skip
D10(KMC, "on the day", {"records": taken(*WELL)}, "yes", "KMC-TRS-02", on="2026-09-01",
    due=USUAL)  # fmt: skip
D10(KMC, "a day late", {"records": taken(*WELL)}, "yes", "KMC-TRS-02", on="2026-09-02",
    due=due("kcsie 2026-09-01 overdue", "update 2026-10-01", "refresher 2027-06-15"))  # fmt: skip
D10(KMC, "key staff", {"role_flags": ["key-staff"],
    "records": taken(*WELL, "key-staff-update 2024-04-01")}, "no", "KMC-TRS-04",
    until="2026-04-01", due=[*due("key-staff-update 2026-04-01"), *USUAL])  # fmt: skip
D10(KMC, "one method is not two", {"records": taken(*WELL[:3], "update 2026-01-01 briefing",
    WELL[4])}, "yes", "KMC-TRS-05",
    due=due("update 2021-03-02 overdue", "kcsie 2026-09-01", "refresher 2027-06-15"))  # fmt: skip
D10(KMC, "refresher 36 months", {"records": taken("kcsie 2026-02-01", "refresher 2023-03-02",
    *WELL[2:])}, "yes", "KMC-TRS-03", due=due("refresher 2026-03-02", "update 2026-10-01",
    "kcsie 2027-02-01"))  # fmt: skip
D10(KMC, "prevent missing", {"records": taken(*WELL[:4])}, "yes", "KMC-TRS-06",
    due=[*due("prevent 2020-03-02 overdue"), *USUAL])  # fmt: skip
D10(KMC, "leap day", {"records": taken("kcsie 2024-02-29", *WELL[1:])}, "yes", "KMC-TRS-02",
    due=due("kcsie 2025-03-01 overdue", "update 2026-10-01", "refresher 2027-06-15"))  # fmt: skip
D10(KMC, "taken later does not count yet", {"records": taken(*WELL, "kcsie 2026-03-03")}, "no",
    "KMC-TRS-02", until="2026-09-01", due=USUAL)  # fmt: skip
D10(KMC, "older records change nothing", {"records": taken(*WELL, "kcsie 2019-01-01")}, "no",
    "KMC-TRS-02", until="2026-09-01", due=USUAL)  # fmt: skip
D10(KMC, "clocks start at induction", {**NEW, "records":
    taken("induction 2026-03-02", "prevent 2026-03-02")}, "no", "KMC-TRS-02 ", until="2027-03-02",
    due=due(*LATER))  # fmt: skip
D10(KMC, "records unknown", {}, "unknown", missing="records", due=[])
D10(KMC, "start unknown", {"started": ..., "records": []}, "unknown", missing="started", due=[])
D10(KMC, "flags unknown", {"role_flags": ..., "records": taken(*WELL)}, "unknown",
    missing="role_flags", due=[])  # fmt: skip
for profile, why in ((LAN, "LAN-TRS-01"), (OAK, "OAK-4.6.2-09"), (COM, "COM-CMS-06"), (POR, "")):
    D10(profile, "new starter", NEW, "yes", why, due=due(
        "induction 2026-03-02", "prevent 2026-03-02", "kcsie 2027-03-02"))  # fmt: skip
    D10(profile, "silent, the default", {"records": taken("kcsie 2025-09-01",
        "prevent 2021-01-01")}, "no", "COM-SV-01" if profile == COM else "",
        until="2026-09-01", due=due("kcsie 2026-09-01"))  # fmt: skip
