DROP TRIGGER stays ON channels_foundstep;
DROP TRIGGER stays ON channels_platformassessment;
DROP FUNCTION channels_stays();
DROP TRIGGER enough_stay ON channels_accountadministrator;
DROP FUNCTION channels_enough_stay();
