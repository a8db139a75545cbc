"""Keep the answers of organisations apart."""

from django.db import migrations

from lanyard.foundation.database.operations import IsolateOrganisation


class Migration(migrations.Migration):
    """Row security of what was answered about official posts."""

    dependencies = [("guidance", "0003_official_answers")]
    operations = [IsolateOrganisation("guidance_officialanswer")]
