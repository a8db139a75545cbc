"""Row security of official accounts, and what the database holds of them by itself."""

from django.db import migrations

from lanyard.foundation.database.operations import IsolateOrganisation, RunSQLFile


class Migration(migrations.Migration):
    """Organisations apart; applications and found accounts to those who may read them."""

    dependencies = [("channels", "0001_initial")]
    operations = [
        IsolateOrganisation(
            "channels_channelplatform",
            "channels_platformassessment",
            "channels_officialaccount",
            "channels_accountadministrator",
            "channels_postingfreeze",
        ),
        RunSQLFile("applications"),
        RunSQLFile("found"),
        RunSQLFile("administrators"),
    ]
