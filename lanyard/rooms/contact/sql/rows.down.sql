GRANT DELETE, TRUNCATE, UPDATE ON contact_listedchannel, contact_classplace, contact_agreedhours
    TO lanyard_app;
DROP POLICY seen ON contact_agreedhours;
DROP POLICY kept ON contact_agreedhours;
ALTER TABLE contact_agreedhours NO FORCE ROW LEVEL SECURITY;
ALTER TABLE contact_agreedhours DISABLE ROW LEVEL SECURITY;
DROP POLICY seen ON contact_classplace;
DROP POLICY kept ON contact_classplace;
ALTER TABLE contact_classplace NO FORCE ROW LEVEL SECURITY;
ALTER TABLE contact_classplace DISABLE ROW LEVEL SECURITY;
DROP POLICY seen ON contact_listedchannel;
DROP POLICY kept ON contact_listedchannel;
ALTER TABLE contact_listedchannel NO FORCE ROW LEVEL SECURITY;
ALTER TABLE contact_listedchannel DISABLE ROW LEVEL SECURITY;
