-- A question in hand and the copy of its answer are their asker's alone. The system reads them only
-- once their time is over, in order to destroy them.
ALTER TABLE answers_inquiry ENABLE ROW LEVEL SECURITY;
ALTER TABLE answers_inquiry FORCE ROW LEVEL SECURITY;
CREATE POLICY asker ON answers_inquiry
    USING (organisation_id = (SELECT lanyard_organisation())
           AND person_id = (SELECT lanyard_person()));
CREATE POLICY over_time ON answers_inquiry
    USING (organisation_id = (SELECT lanyard_organisation())
           AND (SELECT lanyard_on_duty()) AND keep_until < now())
    WITH CHECK (false);

ALTER TABLE answers_keptanswer ENABLE ROW LEVEL SECURITY;
ALTER TABLE answers_keptanswer FORCE ROW LEVEL SECURITY;
CREATE POLICY asker ON answers_keptanswer
    USING (organisation_id = (SELECT lanyard_organisation())
           AND person_id = (SELECT lanyard_person()));
CREATE POLICY over_time ON answers_keptanswer
    USING (organisation_id = (SELECT lanyard_organisation())
           AND (SELECT lanyard_on_duty()) AND keep_until < current_date)
    WITH CHECK (false);

-- What was answered stays as it was answered; a reason is added once, and never to another answer.
CREATE FUNCTION answers_stay() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF OLD.because <> '' OR (to_jsonb(OLD) - 'because' - 'because_at')
            IS DISTINCT FROM (to_jsonb(NEW) - 'because' - 'because_at') THEN
        RAISE EXCEPTION 'An answer that was given stays as it was given.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER answers_stay BEFORE UPDATE ON answers_keptanswer
    FOR EACH ROW EXECUTE FUNCTION answers_stay();

-- Decisions without names: read by the system only.
ALTER TABLE answers_precedent ENABLE ROW LEVEL SECURITY;
ALTER TABLE answers_precedent FORCE ROW LEVEL SECURITY;
CREATE POLICY duty ON answers_precedent
    USING (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()));
