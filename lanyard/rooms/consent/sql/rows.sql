-- What was said of somebody's pictures is read by that person, by whoever said it, and by those who
-- keep consents. It is written by the system's duty only. Whether somebody may be shown is
-- answered by the system, so that no other reader learns why.
ALTER TABLE consent_consent ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_consent FORCE ROW LEVEL SECURITY;
ALTER TABLE consent_consentanswer ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_consentanswer FORCE ROW LEVEL SECURITY;
ALTER TABLE consent_consentrequest ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_consentrequest FORCE ROW LEVEL SECURITY;
ALTER TABLE consent_consentpaper ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_consentpaper FORCE ROW LEVEL SECURITY;
CREATE FUNCTION consent_keeps() RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
    SELECT EXISTS (
        SELECT FROM lanyard_roles() AS held
        WHERE held = ANY (ARRAY[
            'ap-student-experience', 'ceo', 'deputy-principal', 'dsl', 'dso',
            'head-student-services', 'management', 'managing-director', 'principal',
            'safeguarding-team', 'student-welfare']))
    $$;
CREATE POLICY seen ON consent_consent FOR SELECT
    USING (organisation_id = (SELECT lanyard_organisation()) AND (
        (SELECT lanyard_on_duty()) OR person_id = (SELECT lanyard_person())
        OR giver_id = (SELECT lanyard_person()) OR (SELECT consent_keeps())));
CREATE POLICY kept ON consent_consent
    USING (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()))
    WITH CHECK (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()));
CREATE POLICY seen ON consent_consentanswer FOR SELECT
    USING (organisation_id = (SELECT lanyard_organisation()) AND (
        (SELECT lanyard_on_duty()) OR person_id = (SELECT lanyard_person())
        OR giver_id = (SELECT lanyard_person()) OR (SELECT consent_keeps())));
CREATE POLICY kept ON consent_consentanswer
    USING (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()))
    WITH CHECK (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()));
CREATE POLICY seen ON consent_consentrequest FOR SELECT
    USING (organisation_id = (SELECT lanyard_organisation()) AND (
        (SELECT lanyard_on_duty()) OR (SELECT consent_keeps())
        OR (link_id IS NULL AND person_id = (SELECT lanyard_person()))));
CREATE POLICY kept ON consent_consentrequest
    USING (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()))
    WITH CHECK (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()));
CREATE POLICY seen ON consent_consentpaper FOR SELECT
    USING (organisation_id = (SELECT lanyard_organisation()) AND (
        (SELECT lanyard_on_duty()) OR (SELECT consent_keeps())));
CREATE POLICY kept ON consent_consentpaper
    USING (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()))
    WITH CHECK (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()));

-- History is never rewritten: an answer is superseded once, a consent ends once.
REVOKE DELETE, TRUNCATE, UPDATE ON consent_consent, consent_consentanswer, consent_consentrequest,
    consent_consentpaper FROM lanyard_app;
GRANT UPDATE (ended_at, ended_because, ended_by_name, ended_note) ON consent_consent TO lanyard_app;
GRANT UPDATE (superseded_by_id) ON consent_consentanswer TO lanyard_app;
GRANT UPDATE (answered_at, reminded_on, withdrawn_on) ON consent_consentrequest TO lanyard_app;
GRANT UPDATE (state, checked_by, checked_by_name, checked_at, refused_because)
    ON consent_consentpaper TO lanyard_app;
CREATE FUNCTION consent_ends_once() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public AS $$
BEGIN
    RAISE EXCEPTION 'What was said of pictures is never rewritten' USING ERRCODE = 'LC001';
END $$;
CREATE TRIGGER consent_ends_once BEFORE UPDATE ON consent_consent
    FOR EACH ROW WHEN (OLD.ended_at IS NOT NULL) EXECUTE FUNCTION consent_ends_once();
CREATE TRIGGER consent_ends_once BEFORE UPDATE ON consent_consentanswer
    FOR EACH ROW WHEN (OLD.superseded_by_id IS NOT NULL) EXECUTE FUNCTION consent_ends_once();
CREATE TRIGGER consent_ends_once BEFORE UPDATE ON consent_consentrequest
    FOR EACH ROW WHEN (OLD.answered_at IS NOT NULL) EXECUTE FUNCTION consent_ends_once();
CREATE TRIGGER consent_ends_once BEFORE UPDATE ON consent_consentpaper
    FOR EACH ROW WHEN (OLD.state <> 'waits') EXECUTE FUNCTION consent_ends_once();
