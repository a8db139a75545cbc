DROP POLICY seen ON training_booking;
DROP POLICY kept ON training_booking;
