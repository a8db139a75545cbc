"""A key that nothing needs any more is retired: its row stays, what it held is gone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """When a key was retired."""

    dependencies = [("files", "0003_named_keys")]
    operations = [
        migrations.AddField("organisationkey", "retired_at", models.DateTimeField(null=True)),
    ]
