ALTER TABLE concerns_readmark ENABLE ROW LEVEL SECURITY;
ALTER TABLE concerns_readmark FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON concerns_readmark
    USING (organisation_id = (SELECT lanyard_organisation())
           AND (person_id = (SELECT lanyard_person()) OR (SELECT lanyard_on_duty())))
    WITH CHECK (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()));
REVOKE UPDATE, DELETE, TRUNCATE ON concerns_readmark FROM lanyard_app;
