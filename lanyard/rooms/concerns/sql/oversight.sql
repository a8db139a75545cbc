-- A challenge: whoever made it, and safeguarding. A conversation: the manager, and human resources,
-- never the person it was about.
ALTER TABLE concerns_challenge ENABLE ROW LEVEL SECURITY;
ALTER TABLE concerns_challenge FORCE ROW LEVEL SECURITY;
CREATE POLICY own_and_circle ON concerns_challenge
    USING (organisation_id = (SELECT lanyard_organisation()) AND (
        (SELECT lanyard_on_duty()) OR by_id = (SELECT lanyard_person())
        OR circle_id = ANY (ARRAY(SELECT lanyard_circles()))));
ALTER TABLE concerns_conversation ENABLE ROW LEVEL SECURITY;
ALTER TABLE concerns_conversation FORCE ROW LEVEL SECURITY;
CREATE POLICY own_and_circle ON concerns_conversation
    USING (organisation_id = (SELECT lanyard_organisation()) AND (
        (SELECT lanyard_on_duty()) OR (about_id <> (SELECT lanyard_person()) AND (
            manager_id = (SELECT lanyard_person())
            OR circle_id = ANY (ARRAY(SELECT lanyard_circles()))))));

-- Answers of families: counted by the system's duty, read row by row by nobody.
ALTER TABLE concerns_surveyanswer ENABLE ROW LEVEL SECURITY;
ALTER TABLE concerns_surveyanswer FORCE ROW LEVEL SECURITY;
CREATE POLICY duty ON concerns_surveyanswer
    USING (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()));

-- What was published, written down or answered stays as it was.
REVOKE DELETE, TRUNCATE ON concerns_procedure, concerns_drill, concerns_survey,
    concerns_surveyanswer, concerns_challenge, concerns_purposecode, concerns_conversation
    FROM lanyard_app;
REVOKE UPDATE ON concerns_procedure, concerns_surveyanswer, concerns_challenge,
    concerns_purposecode, concerns_conversation FROM lanyard_app;
GRANT UPDATE (concern_id) ON concerns_challenge, concerns_conversation TO lanyard_app;
