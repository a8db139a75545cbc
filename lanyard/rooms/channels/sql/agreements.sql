-- What was signed stays as it was signed.
CREATE TRIGGER stays BEFORE UPDATE OR DELETE ON channels_postingagreement
    FOR EACH ROW EXECUTE FUNCTION channels_stays();
