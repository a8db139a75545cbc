-- Checks, receipts and the log of work with others stand as they were made; a signed paper stands still.
REVOKE DELETE, TRUNCATE, UPDATE ON governance_lawcheck, governance_paperreceipt, governance_liaison FROM lanyard_app;
REVOKE DELETE, TRUNCATE ON governance_paper, governance_meeting FROM lanyard_app;

CREATE FUNCTION governance_keep_paper() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF OLD.signed_on IS NOT NULL THEN
        RAISE EXCEPTION 'A signed paper never changes' USING ERRCODE = 'LG001';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER governance_keep_paper BEFORE UPDATE ON governance_paper
    FOR EACH ROW EXECUTE FUNCTION governance_keep_paper();

CREATE FUNCTION governance_keep_judgement() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF EXISTS (SELECT FROM governance_paper WHERE id = OLD.paper_id AND signed_on IS NOT NULL) THEN
        RAISE EXCEPTION 'A signed paper never changes' USING ERRCODE = 'LG001';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER governance_keep_judgement BEFORE UPDATE OR DELETE ON governance_clausejudgement
    FOR EACH ROW EXECUTE FUNCTION governance_keep_judgement();
