-- Declarations: their author, whom they were put to, and the circle that keeps the register.
ALTER TABLE concerns_declaration ENABLE ROW LEVEL SECURITY;
ALTER TABLE concerns_declaration FORCE ROW LEVEL SECURITY;
CREATE POLICY declared ON concerns_declaration
    USING (organisation_id = (SELECT lanyard_organisation()) AND (
        (SELECT lanyard_on_duty())
        OR person_id = (SELECT lanyard_person())
        OR asked_of_id = (SELECT lanyard_person())
        OR circle_id = ANY (ARRAY(SELECT lanyard_circles()))));

-- Answers of a pulse are read by the circle that follows them up; who has answered, by themselves.
ALTER TABLE concerns_pulseanswer ENABLE ROW LEVEL SECURITY;
ALTER TABLE concerns_pulseanswer FORCE ROW LEVEL SECURITY;
CREATE POLICY nameless ON concerns_pulseanswer
    USING (organisation_id = (SELECT lanyard_organisation()) AND (
        (SELECT lanyard_on_duty()) OR circle_id = ANY (ARRAY(SELECT lanyard_circles()))));
ALTER TABLE concerns_pulsedone ENABLE ROW LEVEL SECURITY;
ALTER TABLE concerns_pulsedone FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON concerns_pulsedone
    USING (organisation_id = (SELECT lanyard_organisation()) AND (
        (SELECT lanyard_on_duty()) OR person_id = (SELECT lanyard_person())));

-- What was written stays as it was written.
REVOKE DELETE, TRUNCATE, UPDATE ON concerns_quotedrule, concerns_completenesscheck,
    concerns_pulseanswer, concerns_pulsedone, concerns_declaration, concerns_pulse FROM lanyard_app;
GRANT UPDATE (answer, answer_said, answered_by_id, answered_at, ended_on)
    ON concerns_declaration TO lanyard_app;
GRANT UPDATE (followed_up, followed_up_by_id) ON concerns_pulse TO lanyard_app;
