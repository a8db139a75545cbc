"""Keep the links of organisations apart."""

from django.db import migrations

from lanyard.foundation.database.operations import IsolateOrganisation


class Migration(migrations.Migration):
    """Row security of what guidance leads to."""

    dependencies = [("guidance", "0005_links")]
    operations = [IsolateOrganisation("guidance_outsidelink")]
