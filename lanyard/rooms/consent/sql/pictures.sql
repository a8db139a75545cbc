-- A picture is seen by whoever stored it and by those who publish and approve; once it is hidden, by
-- whoever takes it down. It is written by the system's duty only. Whether it may be used is
-- answered by the system.
CREATE FUNCTION consent_sees_pictures() RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
    SELECT EXISTS (
        SELECT FROM lanyard_roles() AS held
        WHERE held = ANY (ARRAY[
            'ceo', 'deputy-principal', 'director-marketing', 'management', 'managing-director',
            'marketing-manager', 'marketing-team', 'principal', 'senior-management-team',
            'senior-manager']))
    $$;
CREATE FUNCTION consent_publishes() RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
    SELECT EXISTS (
        SELECT FROM lanyard_roles() AS held
        WHERE held = ANY (ARRAY[
            'ceo', 'deputy-principal', 'director-marketing', 'management', 'managing-director',
            'marketing-manager', 'marketing-team', 'principal']))
    $$;
ALTER TABLE consent_picture ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_picture FORCE ROW LEVEL SECURITY;
ALTER TABLE consent_picturesubject ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_picturesubject FORCE ROW LEVEL SECURITY;
ALTER TABLE consent_publication ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_publication FORCE ROW LEVEL SECURITY;
ALTER TABLE consent_takedown ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_takedown FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON consent_picture FOR SELECT
    USING (organisation_id = (SELECT lanyard_organisation()) AND (
        (SELECT lanyard_on_duty()) OR (SELECT consent_publishes())
        OR (hidden_at IS NULL AND (uploaded_by_id = (SELECT lanyard_person())
                                   OR (SELECT consent_sees_pictures())))));
CREATE POLICY kept ON consent_picture
    USING (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()))
    WITH CHECK (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()));
CREATE POLICY seen ON consent_picturesubject FOR SELECT
    USING (organisation_id = (SELECT lanyard_organisation()) AND (
        (SELECT lanyard_on_duty())
        OR picture_id = ANY (ARRAY(SELECT seen.id FROM consent_picture seen))));
CREATE POLICY kept ON consent_picturesubject
    USING (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()))
    WITH CHECK (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()));
CREATE POLICY seen ON consent_publication FOR SELECT
    USING (organisation_id = (SELECT lanyard_organisation()) AND (
        (SELECT lanyard_on_duty())
        OR picture_id = ANY (ARRAY(SELECT seen.id FROM consent_picture seen))));
CREATE POLICY kept ON consent_publication
    USING (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()))
    WITH CHECK (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()));
CREATE POLICY seen ON consent_takedown FOR SELECT
    USING (organisation_id = (SELECT lanyard_organisation()) AND (
        (SELECT lanyard_on_duty())
        OR publication_id = ANY (ARRAY(SELECT seen.id FROM consent_publication seen))));
CREATE POLICY kept ON consent_takedown
    USING (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()))
    WITH CHECK (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()));

-- What was said of a picture and done with it stands; a use that is gone stays gone.
REVOKE DELETE, TRUNCATE, UPDATE ON consent_picture, consent_picturesubject, consent_publication,
    consent_takedown FROM lanyard_app;
GRANT UPDATE (hidden_at) ON consent_picture TO lanyard_app;
GRANT UPDATE (removed_at, removed_because) ON consent_picturesubject TO lanyard_app;
GRANT UPDATE (state, say, because, quality_by_name, privacy_by_name, released_by, released_by_name,
    released_at, place) ON consent_publication TO lanyard_app;
GRANT UPDATE (done_at, done_by_name, proof) ON consent_takedown TO lanyard_app;
CREATE TRIGGER consent_ends_once BEFORE UPDATE ON consent_publication
    FOR EACH ROW WHEN (OLD.state IN ('refused', 'removed')) EXECUTE FUNCTION consent_ends_once();
CREATE TRIGGER consent_ends_once BEFORE UPDATE ON consent_takedown
    FOR EACH ROW WHEN (OLD.done_at IS NOT NULL) EXECUTE FUNCTION consent_ends_once();
CREATE TRIGGER consent_ends_once BEFORE UPDATE ON consent_picturesubject
    FOR EACH ROW WHEN (OLD.removed_at IS NOT NULL) EXECUTE FUNCTION consent_ends_once();
