-- A state changes along an edge drawn in states.py or not at all; a test compares the two.
CREATE FUNCTION concerns_check_state() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NOT (OLD.state || '>' || NEW.state) = ANY (TG_ARGV) THEN
            RAISE EXCEPTION 'No edge leads from % to %.', OLD.state, NEW.state
                USING ERRCODE = 'check_violation', CONSTRAINT = 'state_is_drawn';
        END IF;
        RETURN NEW;
    END
    $$;

CREATE TRIGGER check_state BEFORE UPDATE OF state ON concerns_concern
    FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state)
    EXECUTE FUNCTION concerns_check_state('received>acknowledged', 'acknowledged>triaged');
CREATE TRIGGER check_state BEFORE UPDATE OF state ON concerns_case
    FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state)
    EXECUTE FUNCTION concerns_check_state(
        'open>awaiting-agreement', 'awaiting-agreement>closed', 'awaiting-agreement>open',
        'awaiting-agreement>watching', 'watching>closed', 'watching>open', 'closed>open');
CREATE TRIGGER check_state BEFORE UPDATE OF state ON concerns_action
    FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state)
    EXECUTE FUNCTION concerns_check_state('to-do>done', 'to-do>dropped');
CREATE TRIGGER check_state BEFORE UPDATE OF state ON concerns_referral
    FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state)
    EXECUTE FUNCTION concerns_check_state(
        'to-send>sent', 'to-send>not-made', 'not-made>sent', 'sent>acknowledged',
        'sent>answered', 'acknowledged>answered');
CREATE TRIGGER check_state BEFORE UPDATE OF state ON concerns_sanction
    FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state)
    EXECUTE FUNCTION concerns_check_state('recommended>decided', 'recommended>refused');

-- A case closes only on the newest proposal, once a second person has agreed to it.
CREATE FUNCTION concerns_check_agreed() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        agreed uuid;
    BEGIN
        SELECT agreed_by_id INTO agreed FROM concerns_closure
            WHERE case_id = NEW.id ORDER BY proposed_at DESC, id DESC LIMIT 1;
        IF agreed IS NULL THEN
            RAISE EXCEPTION 'Nobody has agreed to close case %.', NEW.id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'case_closed_by_two';
        END IF;
        RETURN NEW;
    END
    $$;
CREATE TRIGGER check_agreed BEFORE UPDATE OF state ON concerns_case
    FOR EACH ROW WHEN (OLD.state = 'awaiting-agreement' AND NEW.state IN ('closed', 'watching'))
    EXECUTE FUNCTION concerns_check_agreed();
