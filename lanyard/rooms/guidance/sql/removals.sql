-- What somebody wants taken down is read by them alone; once they ask for help, by the college's readers
-- of such requests too, whom the application names.
ALTER TABLE guidance_removalrequest ENABLE ROW LEVEL SECURITY;
ALTER TABLE guidance_removalrequest FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON guidance_removalrequest
    USING (organisation_id = (SELECT lanyard_organisation())
           AND (person_id = (SELECT lanyard_person()) OR help_asked_at IS NOT NULL));
REVOKE TRUNCATE ON guidance_removalrequest FROM lanyard_app;
