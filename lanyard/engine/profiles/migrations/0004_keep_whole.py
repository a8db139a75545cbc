"""Keep each version whole, as it is in effect at this moment."""

from django.db import migrations

from lanyard.engine.policy.api import changed, digest_of, shipped_table, to_json, whole

_TABLES = ("profiles_profileversion", "profiles_profilesnapshot")
_OPEN = ";".join(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY" for table in _TABLES)
_CLOSE = "SET CONSTRAINTS ALL IMMEDIATE;" + ";".join(
    f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY" for table in _TABLES
)


def keep(apps, schema_editor):
    """Give every version its snapshots, made as the release before this one would read it."""
    alias = schema_editor.connection.alias
    versions = apps.get_model("profiles", "ProfileVersion").objects.using(alias)
    snapshots = apps.get_model("profiles", "ProfileSnapshot").objects.using(alias)

    def kept(version, table):
        content = to_json(table)
        return snapshots.get_or_create(
            organisation_id=version.organisation_id, digest=digest_of(content),
            defaults={"content": content},
        )[0]  # fmt: skip

    for version in versions.filter(whole=None):
        version.whole = kept(version, whole(changed(version.slug, version.changes, "changes.toml")))
        version.shipped = version.base = kept(version, shipped_table(version.slug))
        version.save(update_fields=["whole", "shipped", "base"])


class Migration(migrations.Migration):
    dependencies = [("profiles", "0003_snapshots")]

    operations = [
        migrations.RunSQL(_OPEN, _CLOSE),
        migrations.RunPython(keep, migrations.RunPython.noop),
        migrations.RunSQL(_CLOSE, _OPEN),
    ]
