"""Receipts made before stay valid: their organisation keeps the secret by which they were made.

Until now they followed from the installation's secret, so that renewing it would have made every
receipt number unknown. The number itself is stored nowhere, so its hash cannot be made anew; the
secret of this moment becomes the key of each organisation that holds receipts without a name.
"""

from django.conf import settings
from django.db import migrations

from lanyard.foundation.database.fields import time_ordered_id
from lanyard.foundation.files.keys import wrap_named

_PURPOSE = "concerns.receipts"


def keep_former_secret(apps, schema_editor):
    """Give each organisation that holds such receipts the key by which they were made."""
    organisations = apps.get_model("organisations", "Organisation").objects
    with schema_editor.connection.cursor() as cursor:
        for organisation in organisations.using(schema_editor.connection.alias).values_list(
            "pk", flat=True
        ):
            cursor.execute(
                "SELECT set_config('lanyard.organisation', %s, true),"
                " set_config('lanyard.duty', 'keep receipts valid', true)",
                [str(organisation)],
            )
            cursor.execute(
                "SELECT EXISTS (SELECT FROM concerns_receipt WHERE organisation_id = %s"
                " AND code_hash <> '')",
                [organisation],
            )
            if cursor.fetchone() == (True,):
                wrapped = wrap_named(settings.SECRET_KEY.encode(), organisation, _PURPOSE)
                cursor.execute(
                    "INSERT INTO files_namedkey (id, organisation_id, purpose, wrapped, created)"
                    " VALUES (%s, %s, %s, %s, now())"
                    " ON CONFLICT (organisation_id, purpose) DO NOTHING",
                    [time_ordered_id(), organisation, _PURPOSE, wrapped],
                )
        cursor.execute(
            "SELECT set_config('lanyard.organisation', '', true),"
            " set_config('lanyard.duty', '', true)"
        )


class Migration(migrations.Migration):
    """Keep the receipts that were given."""

    dependencies = [("concerns", "0007_sent_files"), ("files", "0003_named_keys")]
    operations = [migrations.RunPython(keep_former_secret, migrations.RunPython.noop)]
