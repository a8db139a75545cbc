-- Keys by purpose: the system's duties alone see them, and none is changed or thrown away.
ALTER TABLE files_namedkey ENABLE ROW LEVEL SECURITY;
ALTER TABLE files_namedkey FORCE ROW LEVEL SECURITY;
CREATE POLICY duty ON files_namedkey
    USING (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()));
REVOKE UPDATE, DELETE, TRUNCATE ON files_namedkey FROM lanyard_app;
