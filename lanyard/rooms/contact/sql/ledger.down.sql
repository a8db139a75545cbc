GRANT DELETE, TRUNCATE, UPDATE ON contact_contactevent, contact_contactattestation TO lanyard_app;
DROP POLICY seen ON contact_contactattestation;
DROP POLICY kept ON contact_contactattestation;
ALTER TABLE contact_contactattestation NO FORCE ROW LEVEL SECURITY;
ALTER TABLE contact_contactattestation DISABLE ROW LEVEL SECURITY;
DROP POLICY seen ON contact_contactevent;
DROP POLICY kept ON contact_contactevent;
ALTER TABLE contact_contactevent NO FORCE ROW LEVEL SECURITY;
ALTER TABLE contact_contactevent DISABLE ROW LEVEL SECURITY;
