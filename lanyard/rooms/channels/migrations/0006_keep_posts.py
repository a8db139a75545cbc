"""Keep posts to the people of their account, and as they went out."""

from django.db import migrations

from lanyard.foundation.database.operations import RunSQLFile


class Migration(migrations.Migration):
    """Row security, and what no post does."""

    dependencies = [("channels", "0005_posts")]
    operations = [RunSQLFile("posts")]
