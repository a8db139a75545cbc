DROP POLICY own ON guidance_privacyanswers;
ALTER TABLE guidance_privacyanswers NO FORCE ROW LEVEL SECURITY;
ALTER TABLE guidance_privacyanswers DISABLE ROW LEVEL SECURITY;
GRANT UPDATE, TRUNCATE ON guidance_privacyanswers TO lanyard_app;
GRANT UPDATE, TRUNCATE ON guidance_privacycheck TO lanyard_app;
