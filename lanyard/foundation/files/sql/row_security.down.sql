DROP POLICY duty ON files_organisationkey;
ALTER TABLE files_organisationkey NO FORCE ROW LEVEL SECURITY;
ALTER TABLE files_organisationkey DISABLE ROW LEVEL SECURITY;
DROP POLICY need_to_know ON files_storedfile;
ALTER TABLE files_storedfile NO FORCE ROW LEVEL SECURITY;
ALTER TABLE files_storedfile DISABLE ROW LEVEL SECURITY;
DROP FUNCTION lanyard_excluded_records();
DROP FUNCTION lanyard_granted_records();
