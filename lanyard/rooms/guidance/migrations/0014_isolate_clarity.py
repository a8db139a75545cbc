"""Keep the counts of organisations apart."""

from django.db import migrations

from lanyard.foundation.database.operations import IsolateOrganisation


class Migration(migrations.Migration):
    """Row security of how clear a page is."""

    dependencies = [("guidance", "0013_page_clarity")]
    operations = [IsolateOrganisation("guidance_pageclarity")]
