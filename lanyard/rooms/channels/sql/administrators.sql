-- Nobody takes an administrator from an account that then has fewer than the policy asks, however
-- many try in the same second; only whoever leaves is out in any case.
CREATE FUNCTION channels_enough_stay() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    account channels_officialaccount%ROWTYPE;
    others integer;
BEGIN
    IF OLD.until IS NOT NULL OR NEW.until IS NULL OR NEW.left THEN
        RETURN NEW;
    END IF;
    SELECT * INTO account FROM channels_officialaccount WHERE id = NEW.account_id FOR UPDATE;
    IF account.state = 'closed' THEN
        RETURN NEW;
    END IF;
    SELECT count(*) INTO others FROM channels_accountadministrator
        WHERE account_id = NEW.account_id AND until IS NULL AND id <> NEW.id;
    IF others < account.least THEN
        RAISE EXCEPTION 'An account keeps at least % administrators.', account.least
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER enough_stay BEFORE UPDATE ON channels_accountadministrator
    FOR EACH ROW EXECUTE FUNCTION channels_enough_stay();

-- What was assessed, and what was done about a found account, stays as it was written.
CREATE FUNCTION channels_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION 'What was written here stays as it was written.'
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER stays BEFORE UPDATE OR DELETE ON channels_platformassessment
    FOR EACH ROW EXECUTE FUNCTION channels_stays();
CREATE TRIGGER stays BEFORE UPDATE OR DELETE ON channels_foundstep
    FOR EACH ROW EXECUTE FUNCTION channels_stays();
