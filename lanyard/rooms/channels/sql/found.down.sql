DROP POLICY handled ON channels_foundstep;
ALTER TABLE channels_foundstep NO FORCE ROW LEVEL SECURITY;
ALTER TABLE channels_foundstep DISABLE ROW LEVEL SECURITY;
DROP POLICY handled ON channels_foundaccount;
ALTER TABLE channels_foundaccount NO FORCE ROW LEVEL SECURITY;
ALTER TABLE channels_foundaccount DISABLE ROW LEVEL SECURITY;
