"""Keep logins, devices and uploaded sets of organisations apart."""

from django.db import migrations

from lanyard.foundation.database.operations import IsolateOrganisation


class Migration(migrations.Migration):
    """Row security of the directory's newer tables."""

    dependencies = [("people", "0003_directory")]
    operations = [IsolateOrganisation("people_login", "people_device", "people_importrun")]
