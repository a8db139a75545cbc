"""Keep the classrooms and the news of organisations apart."""

from django.db import migrations

from lanyard.foundation.database.operations import IsolateOrganisation


class Migration(migrations.Migration):
    """Row security of the classroom and of news."""

    dependencies = [("guidance", "0009_classroom")]
    operations = [
        IsolateOrganisation(
            "guidance_devicenote", "guidance_deviceplan", "guidance_newsletter",
            "guidance_newsletterreader", "guidance_newsletterreading", "guidance_parentquestion",
            "guidance_remotelesson", "guidance_remotetime", "guidance_sessioncheck",
            "guidance_stayingaway", "guidance_teachingplan",
        )
    ]  # fmt: skip
