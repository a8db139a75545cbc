"""Row security of the lists of posters, and agreements that stay as they were signed."""

from django.db import migrations

from lanyard.foundation.database.operations import IsolateOrganisation, RunSQLFile


class Migration(migrations.Migration):
    """Organisations apart."""

    dependencies = [("channels", "0003_posters")]
    operations = [
        IsolateOrganisation("channels_authorisedposter", "channels_postingagreement"),
        RunSQLFile("agreements"),
    ]
