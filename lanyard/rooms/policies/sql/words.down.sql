DROP TRIGGER policies_keep_signature ON policies_signature;
DROP FUNCTION policies_keep_signature();
DROP TRIGGER policies_keep_words ON policies_version;
DROP FUNCTION policies_keep_words();
