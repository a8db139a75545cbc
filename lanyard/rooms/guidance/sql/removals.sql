-- What somebody wants taken down is theirs alone; once they ask for help, those who look after the
-- college's name read it too, and nobody alters what is another's.
ALTER TABLE guidance_removalrequest ENABLE ROW LEVEL SECURITY;
ALTER TABLE guidance_removalrequest FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON guidance_removalrequest
    USING (organisation_id = (SELECT lanyard_organisation()) AND person_id = (SELECT lanyard_person()));
CREATE POLICY helped ON guidance_removalrequest FOR SELECT
    USING (organisation_id = (SELECT lanyard_organisation()) AND help_asked_at IS NOT NULL
           AND ARRAY(SELECT lanyard_roles()) && ARRAY['director-marketing', 'marketing-manager']);
REVOKE TRUNCATE ON guidance_removalrequest FROM lanyard_app;
