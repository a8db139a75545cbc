"""Keep sessions, attempts, tokens, factors and links of organisations apart."""

from django.db import migrations

from lanyard.foundation.database.operations import IsolateOrganisation, RunSQLFile


class Migration(migrations.Migration):
    """Row security of everything by which somebody signs in."""

    dependencies = [
        ("identity", "0003_sessions_tokens"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
    ]
    operations = [
        RunSQLFile("rows_of_factors"),
        IsolateOrganisation(
            "identity_session",
            "identity_attempts",
            "identity_servicetoken",
            "mfa_authenticator",
            "account_emailaddress",
            "account_emailconfirmation",
            "socialaccount_socialaccount",
            "socialaccount_socialtoken",
            "socialaccount_socialapp",
        ),
    ]
