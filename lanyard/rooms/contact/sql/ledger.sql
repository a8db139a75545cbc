-- What was told of contact is read by whoever told it and by those who look for patterns, who never
-- read what is about themselves. The word of a term is its giver's. The system writes both.
ALTER TABLE contact_contactevent ENABLE ROW LEVEL SECURITY;
ALTER TABLE contact_contactevent FORCE ROW LEVEL SECURITY;
ALTER TABLE contact_contactattestation ENABLE ROW LEVEL SECURITY;
ALTER TABLE contact_contactattestation FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON contact_contactevent FOR SELECT
    USING (organisation_id = (SELECT lanyard_organisation()) AND (
        (SELECT lanyard_on_duty()) OR reported_by = (SELECT lanyard_person())
        OR (circle_id = ANY (ARRAY(SELECT lanyard_circles()))
            AND person_id IS DISTINCT FROM (SELECT lanyard_person()))));
CREATE POLICY kept ON contact_contactevent
    USING (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()))
    WITH CHECK (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()));
CREATE POLICY seen ON contact_contactattestation FOR SELECT
    USING (organisation_id = (SELECT lanyard_organisation())
           AND ((SELECT lanyard_on_duty()) OR person_id = (SELECT lanyard_person())));
CREATE POLICY kept ON contact_contactattestation
    USING (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()))
    WITH CHECK (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()));

-- What was told stands; only the day on which it was dealt with is added.
REVOKE DELETE, TRUNCATE, UPDATE ON contact_contactevent, contact_contactattestation
    FROM lanyard_app;
GRANT UPDATE (done_on) ON contact_contactevent TO lanyard_app;
