-- What is said of a right is read with its picture; the lists by those who keep them. Both are written
-- by the system's duty only.
ALTER TABLE consent_rightsstatement ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_rightsstatement FORCE ROW LEVEL SECURITY;
ALTER TABLE consent_medialistentry ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_medialistentry FORCE ROW LEVEL SECURITY;
CREATE FUNCTION consent_keeps_lists() RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
    SELECT consent_publishes() OR EXISTS (
        SELECT FROM lanyard_roles() AS held
        WHERE held = ANY (ARRAY[
            'head-digital-ict', 'it-department', 'it-helpdesk', 'it-support']))
    $$;
CREATE POLICY seen ON consent_rightsstatement FOR SELECT
    USING (organisation_id = (SELECT lanyard_organisation()) AND (
        (SELECT lanyard_on_duty())
        OR picture_id = ANY (ARRAY(SELECT seen.id FROM consent_picture seen))));
CREATE POLICY kept ON consent_rightsstatement
    USING (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()))
    WITH CHECK (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()));
CREATE POLICY seen ON consent_medialistentry FOR SELECT
    USING (organisation_id = (SELECT lanyard_organisation()) AND (
        (SELECT lanyard_on_duty()) OR (SELECT consent_keeps_lists())
        OR id = ANY (ARRAY(SELECT seen.asset_id FROM consent_picture seen))
        OR id = ANY (ARRAY(SELECT seen.kept_also_id FROM consent_picture seen))
        OR id = ANY (ARRAY(SELECT said.source_id FROM consent_rightsstatement said))));
CREATE POLICY kept ON consent_medialistentry
    USING (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()))
    WITH CHECK (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()));

-- What was said stands; what was said last is kept with the picture as well.
REVOKE DELETE, TRUNCATE, UPDATE ON consent_rightsstatement, consent_medialistentry FROM lanyard_app;
GRANT UPDATE (checked_by_name, checked_at) ON consent_rightsstatement TO lanyard_app;
GRANT UPDATE (ended_by_name, ended_at) ON consent_medialistentry TO lanyard_app;
GRANT UPDATE (rights, rights_holder, licensed_until, proved) ON consent_picture TO lanyard_app;
CREATE TRIGGER consent_ends_once BEFORE UPDATE ON consent_rightsstatement
    FOR EACH ROW WHEN (OLD.checked_at IS NOT NULL) EXECUTE FUNCTION consent_ends_once();
CREATE TRIGGER consent_ends_once BEFORE UPDATE ON consent_medialistentry
    FOR EACH ROW WHEN (OLD.ended_at IS NOT NULL) EXECUTE FUNCTION consent_ends_once();
