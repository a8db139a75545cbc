-- Entries are added and never changed; the application role may only insert and read.
REVOKE UPDATE, DELETE, TRUNCATE ON audit_entry FROM PUBLIC, lanyard_app;
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON audit_link FROM PUBLIC, lanyard_app;

CREATE FUNCTION audit_refuse() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    BEGIN
        RAISE EXCEPTION 'The audit trail is append-only.' USING ERRCODE = 'insufficient_privilege';
    END
    $$;

CREATE TRIGGER audit_entry_unchanged BEFORE UPDATE OR DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_entry_kept BEFORE TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_link_unchanged BEFORE UPDATE OR DELETE ON audit_link
    FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_link_kept BEFORE TRUNCATE ON audit_link
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
ALTER TABLE audit_entry ENABLE ALWAYS TRIGGER audit_entry_unchanged;
ALTER TABLE audit_entry ENABLE ALWAYS TRIGGER audit_entry_kept;
ALTER TABLE audit_link ENABLE ALWAYS TRIGGER audit_link_unchanged;
ALTER TABLE audit_link ENABLE ALWAYS TRIGGER audit_link_kept;

-- The text that is hashed: every column, in a form that does not depend on the session's settings.
CREATE FUNCTION audit_canonical(entry audit_entry) RETURNS text
    LANGUAGE sql STABLE
    AS $$
    SELECT jsonb_build_array(
        entry.id, entry.organisation_id,
        to_char(entry.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
        entry.actor_id, entry.actor, entry.verb, entry.subject_kind, entry.subject_id,
        entry.subject, entry.because, entry.details, entry.circle_id)::text
    $$;

-- Runs at commit, so that the chain's lock is held for a moment and not for a whole request.
CREATE FUNCTION audit_chain() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
    DECLARE
        latest audit_link;
        before text;
    BEGIN
        PERFORM pg_advisory_xact_lock(hashtextextended('audit ' || NEW.organisation_id, 0));
        SELECT * INTO latest FROM audit_link
            WHERE organisation_id = NEW.organisation_id ORDER BY number DESC LIMIT 1;
        before := coalesce(latest.hash, repeat('0', 64));
        INSERT INTO audit_link (organisation_id, number, entry_id, previous, hash) VALUES (
            NEW.organisation_id, coalesce(latest.number, 0) + 1, NEW.id, before,
            encode(sha256(convert_to(before || audit_canonical(NEW), 'UTF8')), 'hex'));
        RETURN NULL;
    END
    $$;

CREATE CONSTRAINT TRIGGER audit_entry_chained AFTER INSERT ON audit_entry
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION audit_chain();
ALTER TABLE audit_entry ENABLE ALWAYS TRIGGER audit_entry_chained;

-- An entry about a confidential record is read only in that record's circle.
ALTER TABLE audit_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_entry FORCE ROW LEVEL SECURITY;
CREATE POLICY readers ON audit_entry FOR SELECT
    USING (organisation_id = (SELECT lanyard_organisation()) AND (
        (SELECT lanyard_on_duty())
        OR ((SELECT lanyard_person()) IS NOT NULL AND (
            circle_id IS NULL OR circle_id = ANY (ARRAY(SELECT lanyard_circles()))))));
CREATE POLICY writers ON audit_entry FOR INSERT
    WITH CHECK (organisation_id = (SELECT lanyard_organisation()));

ALTER TABLE audit_link ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_link FORCE ROW LEVEL SECURITY;
CREATE POLICY organisation ON audit_link FOR SELECT
    USING (organisation_id = (SELECT lanyard_organisation()));
CREATE POLICY chaining ON audit_link TO CURRENT_USER USING (true) WITH CHECK (true);
