-- Whose training somebody sees: of those they manage, of the learners they tutor, or of all.
CREATE FUNCTION training_team() RETURNS SETOF uuid
    LANGUAGE sql STABLE
    AS $$
    WITH today AS (SELECT (now() AT TIME ZONE 'Europe/London')::date AS day)
    SELECT work.person_id
    FROM people_employment work, today
    WHERE work.organisation_id = lanyard_organisation()
      AND work.line_manager_id = lanyard_person()
      AND work.since <= today.day AND (work.until IS NULL OR work.until >= today.day)
    UNION
    SELECT learner.person_id
    FROM people_membership teacher
    JOIN people_membership learner ON learner.group_id = teacher.group_id, today
    WHERE teacher.organisation_id = lanyard_organisation()
      AND teacher.person_id = lanyard_person()
      AND teacher.part IN ('tutor', 'course-manager')
      AND teacher.since <= today.day AND (teacher.until IS NULL OR teacher.until >= today.day)
      AND learner.part = 'learner'
      AND learner.since <= today.day AND (learner.until IS NULL OR learner.until >= today.day)
    $$;

CREATE FUNCTION training_sees_all() RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
    SELECT EXISTS (
        SELECT FROM lanyard_roles() AS held
        WHERE held = ANY (ARRAY[
            'ap-student-experience', 'ceo', 'deputy-principal', 'dsl', 'hr-director', 'management',
            'managing-director', 'principal']))
    $$;

-- A completion: the person themselves, their manager or tutor, and those who see all. It is written
-- by the system's duty only, so that a view cannot add one by itself.
ALTER TABLE training_completion ENABLE ROW LEVEL SECURITY;
ALTER TABLE training_completion FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON training_completion FOR SELECT
    USING (organisation_id = (SELECT lanyard_organisation()) AND (
        (SELECT lanyard_on_duty())
        OR person_id = (SELECT lanyard_person())
        OR (SELECT training_sees_all())
        OR person_id = ANY (ARRAY(SELECT training_team()))));
CREATE POLICY kept ON training_completion
    USING (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()))
    WITH CHECK (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()));
REVOKE DELETE, TRUNCATE, UPDATE ON training_completion FROM lanyard_app;
GRANT UPDATE (confirmed_on, verified_on, verified_by_name, set_aside_on, set_aside_because,
    set_aside_by_name) ON training_completion TO lanyard_app;

-- Answers and the key of a calendar are the person's own.
ALTER TABLE training_moduleattempt ENABLE ROW LEVEL SECURITY;
ALTER TABLE training_moduleattempt FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON training_moduleattempt
    USING (organisation_id = (SELECT lanyard_organisation()) AND (
        (SELECT lanyard_on_duty()) OR person_id = (SELECT lanyard_person())));
ALTER TABLE training_calendarkey ENABLE ROW LEVEL SECURITY;
ALTER TABLE training_calendarkey FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON training_calendarkey
    USING (organisation_id = (SELECT lanyard_organisation()) AND (
        (SELECT lanyard_on_duty()) OR person_id = (SELECT lanyard_person())));

-- Words that were published stand as they were.
REVOKE DELETE, TRUNCATE, UPDATE ON training_coursetext FROM lanyard_app;
