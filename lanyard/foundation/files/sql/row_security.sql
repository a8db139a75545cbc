-- A file is read by the circle of its record and by people named for it, never by the excluded.
-- It hangs on records of any kind; ids are unique over all kinds, so the kind need not be asked.
CREATE FUNCTION lanyard_granted_records() RETURNS SETOF uuid
    LANGUAGE sql STABLE
    AS $$
    SELECT record_id FROM access_grant
    WHERE organisation_id = lanyard_organisation() AND person_id = lanyard_person()
      AND (until IS NULL OR until > now())
    $$;
CREATE FUNCTION lanyard_excluded_records() RETURNS SETOF uuid
    LANGUAGE sql STABLE
    AS $$
    SELECT record_id FROM access_exclusion
    WHERE organisation_id = lanyard_organisation() AND person_id = lanyard_person()
    $$;

ALTER TABLE files_storedfile ENABLE ROW LEVEL SECURITY;
ALTER TABLE files_storedfile FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON files_storedfile
    USING (organisation_id = (SELECT lanyard_organisation()) AND (
        (SELECT lanyard_on_duty()) OR (
            (SELECT lanyard_person()) IS NOT NULL
            AND (circle_id IS NULL
                 OR circle_id = ANY (ARRAY(SELECT lanyard_circles()))
                 OR record_id = ANY (ARRAY(SELECT lanyard_granted_records())))
            AND record_id <> ALL (ARRAY(SELECT lanyard_excluded_records())))))
    WITH CHECK (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()));

ALTER TABLE files_organisationkey ENABLE ROW LEVEL SECURITY;
ALTER TABLE files_organisationkey FORCE ROW LEVEL SECURITY;
CREATE POLICY duty ON files_organisationkey
    USING (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()));
