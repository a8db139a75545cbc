from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("approvals", "0002_isolate"),
    ]

    operations = [
        migrations.AddField(
            model_name="step",
            name="decider",
            field=models.UUIDField(blank=True, null=True),
        ),
    ]
