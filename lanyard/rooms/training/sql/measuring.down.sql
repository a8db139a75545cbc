DROP TRIGGER training_share_own_note ON training_noteshared;
DROP FUNCTION training_share_own_note();
