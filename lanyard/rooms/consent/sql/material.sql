-- Leave is seen by whoever asked and by those who publish; a use without leave likewise by whoever
-- reported it. Both are written by the system's duty only.
ALTER TABLE consent_materiallicence ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_materiallicence FORCE ROW LEVEL SECURITY;
ALTER TABLE consent_materialcomplaint ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_materialcomplaint FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON consent_materiallicence FOR SELECT
    USING (organisation_id = (SELECT lanyard_organisation()) AND (
        (SELECT lanyard_on_duty()) OR (SELECT consent_publishes())
        OR asked_by_id = (SELECT lanyard_person())));
CREATE POLICY kept ON consent_materiallicence
    USING (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()))
    WITH CHECK (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()));
CREATE POLICY seen ON consent_materialcomplaint FOR SELECT
    USING (organisation_id = (SELECT lanyard_organisation()) AND (
        (SELECT lanyard_on_duty()) OR (SELECT consent_publishes())
        OR reported_by_id = (SELECT lanyard_person())));
CREATE POLICY kept ON consent_materialcomplaint
    USING (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()))
    WITH CHECK (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()));

-- What was asked, reported and decided stands.
REVOKE DELETE, TRUNCATE, UPDATE ON consent_materiallicence, consent_materialcomplaint
    FROM lanyard_app;
GRANT UPDATE (state, decided_by_name, decided_at) ON consent_materiallicence TO lanyard_app;
GRANT UPDATE (gone_at, gone_how, discipline, discipline_because, law, law_because, closed_by_name,
    closed_at) ON consent_materialcomplaint TO lanyard_app;
CREATE TRIGGER consent_ends_once BEFORE UPDATE ON consent_materiallicence
    FOR EACH ROW WHEN (OLD.decided_at IS NOT NULL) EXECUTE FUNCTION consent_ends_once();
CREATE TRIGGER consent_ends_once BEFORE UPDATE ON consent_materialcomplaint
    FOR EACH ROW WHEN (OLD.closed_at IS NOT NULL) EXECUTE FUNCTION consent_ends_once();
