-- An answer to a survey is read by nobody one by one: the system counts it.
ALTER TABLE training_surveyreply ENABLE ROW LEVEL SECURITY;
ALTER TABLE training_surveyreply FORCE ROW LEVEL SECURITY;
CREATE POLICY counted ON training_surveyreply
    USING (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()));
ALTER TABLE training_surveyreplied ENABLE ROW LEVEL SECURITY;
ALTER TABLE training_surveyreplied FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON training_surveyreplied
    USING (organisation_id = (SELECT lanyard_organisation()) AND (
        (SELECT lanyard_on_duty()) OR person_id = (SELECT lanyard_person())));
REVOKE DELETE, TRUNCATE, UPDATE ON training_surveyreply, training_surveyreplied,
    training_surveyround, training_surveyaction, training_practiceseen FROM lanyard_app;
REVOKE DELETE, TRUNCATE, UPDATE ON training_awarenesscampaign, training_programmeaim
    FROM lanyard_app;
GRANT UPDATE (staff_reached, learners_reached, reach_noted_on) ON training_awarenesscampaign
    TO lanyard_app;
GRANT UPDATE (ended_on) ON training_programmeaim TO lanyard_app;

-- A note is its author's; whoever they let read it reads it, and nobody alters it. Not even the
-- system's duty reads one.
ALTER TABLE training_noteshared ENABLE ROW LEVEL SECURITY;
ALTER TABLE training_noteshared FORCE ROW LEVEL SECURITY;
ALTER TABLE training_selfprotectionnote ENABLE ROW LEVEL SECURITY;
ALTER TABLE training_selfprotectionnote FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON training_noteshared FOR SELECT
    USING (organisation_id = (SELECT lanyard_organisation())
           AND (person_id = (SELECT lanyard_person()) OR role = ANY (ARRAY(SELECT lanyard_roles()))));
CREATE POLICY own ON training_noteshared FOR INSERT
    WITH CHECK (organisation_id = (SELECT lanyard_organisation())
                AND person_id = (SELECT lanyard_person()));
CREATE FUNCTION training_share_own_note() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM training_selfprotectionnote
                   WHERE id = NEW.note_id AND person_id = NEW.person_id) THEN
        RAISE EXCEPTION 'A note is its author''s to share' USING ERRCODE = 'LG001';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER training_share_own_note BEFORE INSERT ON training_noteshared
    FOR EACH ROW EXECUTE FUNCTION training_share_own_note();
CREATE POLICY own ON training_selfprotectionnote
    USING (organisation_id = (SELECT lanyard_organisation())
           AND person_id = (SELECT lanyard_person()));
CREATE POLICY shared ON training_selfprotectionnote FOR SELECT
    USING (organisation_id = (SELECT lanyard_organisation())
           AND id = ANY (ARRAY(
               SELECT shared.note_id FROM training_noteshared shared
               WHERE shared.role = ANY (ARRAY(SELECT lanyard_roles())))));
REVOKE DELETE, TRUNCATE, UPDATE ON training_noteshared, training_selfprotectionnote
    FROM lanyard_app;
