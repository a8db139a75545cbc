-- A screening is known to those who recruit, to its screener and its panel. A finding is read by its
-- screener, and by those who recruit and are not of the panel; by the panel once it is cleared.
CREATE FUNCTION contact_recruits() RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
    SELECT EXISTS (
        SELECT FROM lanyard_roles() AS held
        WHERE held = ANY (ARRAY[
            'ceo', 'deputy-principal', 'hr-director', 'management', 'managing-director',
            'principal']))
    $$;
ALTER TABLE contact_networkallowed ENABLE ROW LEVEL SECURITY;
ALTER TABLE contact_networkallowed FORCE ROW LEVEL SECURITY;
ALTER TABLE contact_screening ENABLE ROW LEVEL SECURITY;
ALTER TABLE contact_screening FORCE ROW LEVEL SECURITY;
ALTER TABLE contact_screeningfinding ENABLE ROW LEVEL SECURITY;
ALTER TABLE contact_screeningfinding FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON contact_networkallowed FOR SELECT
    USING (organisation_id = (SELECT lanyard_organisation()));
CREATE POLICY kept ON contact_networkallowed
    USING (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()))
    WITH CHECK (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()));
CREATE POLICY seen ON contact_screening FOR SELECT
    USING (organisation_id = (SELECT lanyard_organisation()) AND (
        (SELECT lanyard_on_duty()) OR screener_id = (SELECT lanyard_person())
        OR (SELECT lanyard_person()) = ANY (panel) OR (SELECT contact_recruits())));
CREATE POLICY kept ON contact_screening
    USING (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()))
    WITH CHECK (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()));
CREATE POLICY seen ON contact_screeningfinding FOR SELECT
    USING (organisation_id = (SELECT lanyard_organisation()) AND (
        (SELECT lanyard_on_duty()) OR looked_by = (SELECT lanyard_person())
        OR ((SELECT lanyard_person()) = ANY (panel) AND state = 'cleared')
        OR ((SELECT contact_recruits()) AND NOT (SELECT lanyard_person()) = ANY (panel))));
CREATE POLICY kept ON contact_screeningfinding
    USING (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()))
    WITH CHECK (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()));

ALTER TABLE contact_screening ADD CONSTRAINT screener_not_on_the_panel
    CHECK (NOT screener_id = ANY (panel));
-- What was looked at stands as it was recorded; a discarded finding loses its words and address.
REVOKE DELETE, TRUNCATE, UPDATE ON contact_networkallowed, contact_screening,
    contact_screeningfinding FROM lanyard_app;
GRANT UPDATE (ended_on) ON contact_networkallowed TO lanyard_app;
GRANT UPDATE (closed_on) ON contact_screening TO lanyard_app;
GRANT UPDATE (found, url, state, checked_by, checked_by_name, checked_at, because)
    ON contact_screeningfinding TO lanyard_app;
CREATE FUNCTION contact_checked_once() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public AS $$
BEGIN
    RAISE EXCEPTION 'A finding is checked once' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER contact_checked_once BEFORE UPDATE ON contact_screeningfinding
    FOR EACH ROW WHEN (OLD.state <> 'waits') EXECUTE FUNCTION contact_checked_once();
