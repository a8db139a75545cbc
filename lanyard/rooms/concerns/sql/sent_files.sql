CREATE TRIGGER take_circle BEFORE INSERT ON concerns_sentfile
    FOR EACH ROW EXECUTE FUNCTION concerns_take_circle_of_concern();
CREATE TRIGGER move_circle_of_files AFTER UPDATE OF circle_id ON concerns_concern
    FOR EACH ROW WHEN (OLD.circle_id IS DISTINCT FROM NEW.circle_id)
    EXECUTE FUNCTION concerns_move_circle('concern_id', 'concerns_sentfile');

-- Names of files: the report's readers' and the sender's, like messages.
ALTER TABLE concerns_sentfile ENABLE ROW LEVEL SECURITY;
ALTER TABLE concerns_sentfile FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON concerns_sentfile
    USING (organisation_id = (SELECT lanyard_organisation()) AND (
        (SELECT lanyard_on_duty())
        OR reporter_id = (SELECT lanyard_person())
        OR code_hash = (SELECT lanyard_receipt())
        OR ((circle_id = ANY (ARRAY(SELECT lanyard_circles()))
             OR concern_id = ANY (ARRAY(SELECT lanyard_granted('concern'))))
            AND concern_id <> ALL (ARRAY(SELECT lanyard_excluded('concern'))))));
REVOKE DELETE, TRUNCATE, UPDATE ON concerns_sentfile FROM lanyard_app;
GRANT UPDATE (circle_id, destroyed_at) ON concerns_sentfile TO lanyard_app;

-- A sealed file is read by the circle of what it hangs on, so it follows when that moves. Whoever
-- moves a report or case sees it; its files are moved by the system's duty, for this statement.
CREATE FUNCTION concerns_move_files() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        duty text := current_setting('lanyard.duty', true);
    BEGIN
        PERFORM set_config('lanyard.duty', 'move files with their record', true);
        UPDATE files_storedfile SET circle_id = NEW.circle_id
            WHERE organisation_id = NEW.organisation_id
              AND record_kind = TG_ARGV[0] AND record_id = NEW.id;
        PERFORM set_config('lanyard.duty', coalesce(duty, ''), true);
        RETURN NULL;
    END
    $$;
CREATE TRIGGER move_files AFTER UPDATE OF circle_id ON concerns_concern
    FOR EACH ROW WHEN (OLD.circle_id IS DISTINCT FROM NEW.circle_id)
    EXECUTE FUNCTION concerns_move_files('concern');
CREATE TRIGGER move_files AFTER UPDATE OF circle_id ON concerns_case
    FOR EACH ROW WHEN (OLD.circle_id IS DISTINCT FROM NEW.circle_id)
    EXECUTE FUNCTION concerns_move_files('case');
