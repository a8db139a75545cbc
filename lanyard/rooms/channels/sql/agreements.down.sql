DROP TRIGGER stays ON channels_postingagreement;
