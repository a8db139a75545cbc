"""Put every table of concerns under row security, and nothing written may change."""

from django.db import migrations

from lanyard.foundation.access.operations import ConfineToCircle
from lanyard.foundation.database.operations import IsolateOrganisation, RunSQLFile

_OF_CASE = (
    "caseperson", "teammember", "decision", "referral", "telling", "supportplan", "planreview",
    "sanction", "followup", "closure", "imagereview", "imageviewing",
)  # fmt: skip


class Migration(migrations.Migration):
    """Row security of concerns."""

    dependencies = [("concerns", "0001_initial"), ("access", "0002_need_to_know")]
    operations = [
        IsolateOrganisation("concerns_counter"),
        ConfineToCircle("concerns_concern", record="id", kind="concern"),
        ConfineToCircle("concerns_involved", record="concern_id", kind="concern"),
        ConfineToCircle("concerns_case", record="id", kind="case"),
        *(ConfineToCircle(f"concerns_{name}", record="case_id", kind="case") for name in _OF_CASE),
        RunSQLFile("row_security"),
    ]
