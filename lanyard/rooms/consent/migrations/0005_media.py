from django.db import migrations, models

from lanyard.foundation.database.operations import RunSQLFile


class Migration(migrations.Migration):
    dependencies = [("consent", "0004_pictures_rows")]

    operations = [
        migrations.AddField(
            model_name="picture",
            name="large_file_id",
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="picture",
            name="media_type",
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AddField(
            model_name="picture",
            name="small_file_id",
            field=models.UUIDField(blank=True, null=True),
        ),
        RunSQLFile("media"),
    ]
