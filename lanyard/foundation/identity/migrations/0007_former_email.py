"""The address that an account had before, to tell it of the change."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the former address."""

    dependencies = [("identity", "0006_sign_on_provider")]
    operations = [
        migrations.AddField(
            "account", "former_email", models.EmailField(blank=True, default="", max_length=254)
        ),
    ]
