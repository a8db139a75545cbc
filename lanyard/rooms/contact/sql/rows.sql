-- The list of channels and where groups work are read by everybody of the organisation; hours agreed
-- with somebody by them and by whoever agreed. All is written by the system's duty only.
ALTER TABLE contact_listedchannel ENABLE ROW LEVEL SECURITY;
ALTER TABLE contact_listedchannel FORCE ROW LEVEL SECURITY;
ALTER TABLE contact_classplace ENABLE ROW LEVEL SECURITY;
ALTER TABLE contact_classplace FORCE ROW LEVEL SECURITY;
ALTER TABLE contact_agreedhours ENABLE ROW LEVEL SECURITY;
ALTER TABLE contact_agreedhours FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON contact_listedchannel FOR SELECT
    USING (organisation_id = (SELECT lanyard_organisation()));
CREATE POLICY kept ON contact_listedchannel
    USING (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()))
    WITH CHECK (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()));
CREATE POLICY seen ON contact_classplace FOR SELECT
    USING (organisation_id = (SELECT lanyard_organisation()));
CREATE POLICY kept ON contact_classplace
    USING (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()))
    WITH CHECK (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()));
CREATE POLICY seen ON contact_agreedhours FOR SELECT
    USING (organisation_id = (SELECT lanyard_organisation())
           AND ((SELECT lanyard_on_duty()) OR person_id = (SELECT lanyard_person())
                OR agreed_by = (SELECT lanyard_person())));
CREATE POLICY kept ON contact_agreedhours
    USING (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()))
    WITH CHECK (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()));

-- What was approved and declared stands; it can only be ended, once.
REVOKE DELETE, TRUNCATE, UPDATE ON contact_listedchannel, contact_classplace, contact_agreedhours
    FROM lanyard_app;
GRANT UPDATE (ended_on, ended_by_name, ended_because) ON contact_listedchannel TO lanyard_app;
GRANT UPDATE (ended_at) ON contact_classplace TO lanyard_app;
GRANT UPDATE (ended_on) ON contact_agreedhours TO lanyard_app;
