-- The words of a version stand still once it is sent for approval; signatures stand still for ever.
CREATE FUNCTION policies_keep_words() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF OLD.state NOT IN ('draft', 'approval') AND (
        NEW.text IS DISTINCT FROM OLD.text OR NEW.file_id IS DISTINCT FROM OLD.file_id
        OR NEW.file_sha256 IS DISTINCT FROM OLD.file_sha256 OR NEW.label IS DISTINCT FROM OLD.label
        OR NEW.sha256 IS DISTINCT FROM OLD.sha256 OR NEW.number IS DISTINCT FROM OLD.number
        OR NEW.document_id IS DISTINCT FROM OLD.document_id
        OR NEW.material IS DISTINCT FROM OLD.material
    ) THEN
        RAISE EXCEPTION 'The words of an approved version never change' USING ERRCODE = 'LW001';
    END IF;
    IF OLD.state = 'approval' AND NEW.state = 'approval' AND NEW.text IS DISTINCT FROM OLD.text THEN
        RAISE EXCEPTION 'The words wait for approval and cannot change' USING ERRCODE = 'LW001';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER policies_keep_words BEFORE UPDATE ON policies_version
    FOR EACH ROW EXECUTE FUNCTION policies_keep_words();

CREATE FUNCTION policies_keep_signature() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    RAISE EXCEPTION 'A signature is never altered or deleted' USING ERRCODE = 'LW002';
END $$;
CREATE TRIGGER policies_keep_signature BEFORE UPDATE OR DELETE ON policies_signature
    FOR EACH ROW EXECUTE FUNCTION policies_keep_signature();
