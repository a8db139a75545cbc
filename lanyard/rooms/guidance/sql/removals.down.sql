DROP POLICY helped ON guidance_removalrequest;
DROP POLICY own ON guidance_removalrequest;
ALTER TABLE guidance_removalrequest NO FORCE ROW LEVEL SECURITY;
ALTER TABLE guidance_removalrequest DISABLE ROW LEVEL SECURITY;
