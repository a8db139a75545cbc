DROP TRIGGER profiles_version_kept ON profiles_profileversion;
DROP TRIGGER profiles_snapshot_kept ON profiles_profilesnapshot;
DROP FUNCTION profiles_refuse();
GRANT UPDATE, DELETE ON profiles_profilesnapshot, profiles_profileversion TO lanyard_app;
