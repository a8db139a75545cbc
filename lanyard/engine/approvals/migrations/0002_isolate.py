"""Keep the approvals of organisations apart."""

from django.db import migrations

from lanyard.foundation.database.operations import IsolateOrganisation


class Migration(migrations.Migration):
    """Row security of approvals."""

    dependencies = [("approvals", "0001_initial"), ("database", "0001_identity_functions")]
    operations = [IsolateOrganisation("approvals_approval", "approvals_step")]
