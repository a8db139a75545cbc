-- Whoever is kept out of a record reads no entry about it, not even those written before they were.
CREATE FUNCTION audit_kept_from() RETURNS SETOF text
    LANGUAGE sql STABLE
    AS $$
    SELECT record_id::text FROM access_exclusion
    WHERE organisation_id = lanyard_organisation() AND person_id = lanyard_person()
    $$;

ALTER POLICY readers ON audit_entry
    USING (organisation_id = (SELECT lanyard_organisation()) AND (
        (SELECT lanyard_on_duty())
        OR ((SELECT lanyard_person()) IS NOT NULL
            AND (circle_id IS NULL OR circle_id = ANY (ARRAY(SELECT lanyard_circles())))
            AND subject_id <> ALL (ARRAY(SELECT audit_kept_from())))));
