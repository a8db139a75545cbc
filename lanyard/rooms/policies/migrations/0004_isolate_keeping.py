"""Keep what was added to policies of organisations apart."""

from django.db import migrations

from lanyard.foundation.database.operations import IsolateOrganisation


class Migration(migrations.Migration):
    """Row security of sources, copies elsewhere, read receipts and restrictions."""

    dependencies = [("policies", "0003_keeping"), ("database", "0001_identity_functions")]
    operations = [
        IsolateOrganisation(
            "policies_formopening", "policies_outsidecopy", "policies_accessrestriction",
            "policies_source",
        )
    ]  # fmt: skip
