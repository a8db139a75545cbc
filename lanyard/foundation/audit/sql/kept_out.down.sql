ALTER POLICY readers ON audit_entry
    USING (organisation_id = (SELECT lanyard_organisation()) AND (
        (SELECT lanyard_on_duty())
        OR ((SELECT lanyard_person()) IS NOT NULL AND (
            circle_id IS NULL OR circle_id = ANY (ARRAY(SELECT lanyard_circles()))))));
DROP FUNCTION audit_kept_from();
