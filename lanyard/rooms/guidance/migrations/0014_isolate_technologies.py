"""Keep the technologies of organisations apart, and what came of their remote lessons."""

from django.db import migrations

from lanyard.foundation.database.operations import IsolateOrganisation


class Migration(migrations.Migration):
    """Row security of the catalogue, of tools in class and of remote lessons."""

    dependencies = [("guidance", "0013_technologies")]
    operations = [
        IsolateOrganisation(
            "guidance_chosenprecautions", "guidance_meetingleftopen",
            "guidance_overheardanswered", "guidance_overheardreply", "guidance_technology",
            "guidance_toolinclass",
        )
    ]  # fmt: skip
