"""Table D5: finding, or being shown, a nude or semi-nude image."""

from __future__ import annotations

from typing import Any

from lanyard.engine.decisions.tests.cells import COM, EVERY, KMC, LAN, OAK, POR, Table

D5 = Table("D5", "image.found", parties=[{"age": 16}, {"age": 15}])
FLOOR = "do-not-view do-not-copy do-not-share do-not-delete go-straight-to-dsl"
CHILDREN, POLICE = "avoid-criminalising", "refer-police refer-social-care"
#: Whom finders other than the lead go to, and the clauses that say so.
TO: dict[str, dict[str, tuple[list[str], str]]] = {
    COM: dict.fromkeys(("staff", "learner", "it"), (["dsl"], "COM-NUD-04")),
    KMC: {
        "staff": (["safeguarding-team"], "KMC-GSF-17 KMC-GSF-19"),
        "it": (["safeguarding-team"], "KMC-GSF-17 KMC-GSF-19"),
        "learner": (["course-manager", "apprenticeship-coordinator", "student-welfare"],
                    "KMC-GST-13 KMC-GST-03"),
    },
    LAN: {
        "staff": (["dso", "dsl"], "LAN-STAFF-02"), "learner": (["dso", "dsl"], "LAN-STAFF-02"),
        "it": (["dso", "dsl"], "LAN-IT-03"),
    },
    OAK: {
        "staff": (["safeguarding-team"], "OAK-4.7-05"),
        "learner": (["safeguarding-team"], "OAK-4.7-05"),
        "it": (["safeguarding-team"], "OAK-10.4-16 OAK-4.7-07"),
    },
    POR: dict.fromkeys(("staff", "learner", "it"), (["dsl"], "")),
}  # fmt: skip
#: What clauses the ages bring in where an adult and a child are shown.
MIXED = {COM: "COM-NUD-02 COM-INC-06 COM-BEH-05", LAN: "LAN-CB-04", OAK: "OAK-4.3-04"}
LEAD = "viewing-is-necessary second-person-present viewing-logged"
AGES: tuple[tuple[str, list[Any], str], ...] = (
    ("all children", [17, 12], CHILDREN), ("child and adult", [40, 15], POLICE),
    ("child and one aged 18", [18, 17], POLICE), ("all adults", [18, 50], ""),
    ("ages unknown", [None, None], CHILDREN), ("one unknown and an adult", [None, 18], POLICE),
)  # fmt: skip

for profile in EVERY:
    silent = profile not in (COM, KMC)
    for finder, (to, why) in TO[profile].items():
        told = f"{FLOOR} metadata-only" if finder == "it" else FLOOR
        for name, ages, duties in AGES:
            clause = f"{why} {MIXED.get(profile, '')}" if duties == POLICE else why
            known = {"finder": finder, "parties": [{"age": age} for age in ages]}
            lacking = " ".join(f"parties[{n}].age" for n, age in enumerate(ages) if age is None)
            D5(profile, f"{finder} {name}", known, "no", clause, silent=silent, recipients=to,
               duties=f"{told} {duties}", missing=lacking)  # fmt: skip
    for name, ages, duties in AGES:
        own = "COM-NUD-05 COM-NUD-01" if profile == COM else ""
        clause = f"{own} {MIXED.get(profile, '')}" if duties == POLICE else own
        lacking = " ".join(f"parties[{n}].age" for n, age in enumerate(ages) if age is None)
        D5(profile, f"lead {name}", {"finder": "dsl", "parties": [{"age": a} for a in ages]},
           "yes-if", clause, silent=profile != COM, conditions=LEAD, missing=lacking,
           duties=f"follow-full-guidance do-not-copy do-not-share {duties}")  # fmt: skip
    D5(profile, "finder unknown", {}, "unknown", missing="finder", duties=FLOOR)
