DROP POLICY seen ON training_completion;
DROP POLICY kept ON training_completion;
DROP POLICY own ON training_moduleattempt;
DROP POLICY own ON training_calendarkey;
DROP FUNCTION training_team();
DROP FUNCTION training_sees_all();
