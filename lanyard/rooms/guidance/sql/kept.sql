-- A college's own words stand still: the next version is a further row.
CREATE FUNCTION guidance_keep_wording() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    RAISE EXCEPTION 'A version of guidance is never altered or deleted' USING ERRCODE = 'LW003';
END $$;
CREATE TRIGGER guidance_keep_wording BEFORE UPDATE OR DELETE ON guidance_ownwording
    FOR EACH ROW EXECUTE FUNCTION guidance_keep_wording();
