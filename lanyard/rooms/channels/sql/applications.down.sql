DROP POLICY named ON channels_applicationadministrator;
ALTER TABLE channels_applicationadministrator NO FORCE ROW LEVEL SECURITY;
ALTER TABLE channels_applicationadministrator DISABLE ROW LEVEL SECURITY;
DROP POLICY named ON channels_accountapplication;
ALTER TABLE channels_accountapplication NO FORCE ROW LEVEL SECURITY;
ALTER TABLE channels_accountapplication DISABLE ROW LEVEL SECURITY;
