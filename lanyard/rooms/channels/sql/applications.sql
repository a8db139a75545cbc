-- An application is read by the people named in it and by the posts that decide or keep the
-- register; what an administrator's row says follows it.
ALTER TABLE channels_accountapplication ENABLE ROW LEVEL SECURITY;
ALTER TABLE channels_accountapplication FORCE ROW LEVEL SECURITY;
CREATE POLICY named ON channels_accountapplication
    USING (organisation_id = (SELECT lanyard_organisation())
           AND ((SELECT lanyard_on_duty())
                OR applicant_id = (SELECT lanyard_person())
                OR owner_id = (SELECT lanyard_person())
                OR circle_id = ANY (ARRAY(SELECT lanyard_circles()))
                OR id = ANY (ARRAY(SELECT lanyard_granted('account-application')))));
ALTER TABLE channels_applicationadministrator ENABLE ROW LEVEL SECURITY;
ALTER TABLE channels_applicationadministrator FORCE ROW LEVEL SECURITY;
CREATE POLICY named ON channels_applicationadministrator
    USING (organisation_id = (SELECT lanyard_organisation())
           AND application_id = ANY (ARRAY(SELECT id FROM channels_accountapplication)));
