DROP POLICY seen ON training_completionimport;
DROP POLICY seen ON training_xapistatement;
DROP POLICY own ON training_scormrun;
