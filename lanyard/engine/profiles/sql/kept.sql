-- What was kept is neither altered nor taken away: answers are recomputed from it for ever.
REVOKE UPDATE, DELETE, TRUNCATE ON profiles_profilesnapshot, profiles_profileversion FROM PUBLIC, lanyard_app;

CREATE FUNCTION profiles_refuse() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    BEGIN
        RAISE EXCEPTION 'A version of a profile is kept as it was.' USING ERRCODE = 'insufficient_privilege';
    END
    $$;

CREATE TRIGGER profiles_snapshot_kept BEFORE UPDATE OR DELETE ON profiles_profilesnapshot
    FOR EACH ROW EXECUTE FUNCTION profiles_refuse();
CREATE TRIGGER profiles_version_kept BEFORE UPDATE OR DELETE ON profiles_profileversion
    FOR EACH ROW EXECUTE FUNCTION profiles_refuse();
