-- What other systems sent names people who may not be ours: those who run training see it.
ALTER TABLE training_completionimport ENABLE ROW LEVEL SECURITY;
ALTER TABLE training_completionimport FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON training_completionimport
    USING (organisation_id = (SELECT lanyard_organisation()) AND (
        (SELECT lanyard_on_duty()) OR (SELECT training_sees_all())));
ALTER TABLE training_xapistatement ENABLE ROW LEVEL SECURITY;
ALTER TABLE training_xapistatement FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON training_xapistatement
    USING (organisation_id = (SELECT lanyard_organisation()) AND (
        (SELECT lanyard_on_duty()) OR (SELECT training_sees_all())));
REVOKE DELETE, TRUNCATE, UPDATE ON training_completionimport, training_xapistatement
    FROM lanyard_app;
GRANT UPDATE (outcome) ON training_xapistatement TO lanyard_app;

-- The way through a package is the person's own.
ALTER TABLE training_scormrun ENABLE ROW LEVEL SECURITY;
ALTER TABLE training_scormrun FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON training_scormrun
    USING (organisation_id = (SELECT lanyard_organisation()) AND (
        (SELECT lanyard_on_duty()) OR person_id = (SELECT lanyard_person())));
REVOKE DELETE, TRUNCATE, UPDATE ON training_scormpackage, training_scormfile FROM lanyard_app;
