"""Keep the people of organisations apart, and vulnerability flags with safeguarding."""

from django.db import migrations

from lanyard.foundation.access.operations import ConfineToCircle
from lanyard.foundation.database.operations import IsolateOrganisation


class Migration(migrations.Migration):
    """Row security of people."""

    dependencies = [("people", "0001_initial"), ("access", "0002_need_to_know")]
    operations = [
        IsolateOrganisation(
            "people_site", "people_employer", "people_person", "people_externalid",
            "people_employment", "people_sponsorship", "people_enrolment", "people_group",
            "people_membership", "people_guardianlink", "people_post", "people_postholding",
        ),
        ConfineToCircle("people_vulnerability", record="id", kind="vulnerability"),
    ]  # fmt: skip
