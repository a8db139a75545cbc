-- What somebody answers in the privacy self-check is read by that person alone, not even by the system,
-- and stands as it was given.
ALTER TABLE guidance_privacyanswers ENABLE ROW LEVEL SECURITY;
ALTER TABLE guidance_privacyanswers FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON guidance_privacyanswers
    USING (organisation_id = (SELECT lanyard_organisation())
           AND person_id = (SELECT lanyard_person()));
REVOKE UPDATE, TRUNCATE ON guidance_privacyanswers FROM lanyard_app;
REVOKE UPDATE, TRUNCATE ON guidance_privacycheck FROM lanyard_app;
