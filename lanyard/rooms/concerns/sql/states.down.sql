DROP FUNCTION concerns_check_agreed() CASCADE;
DROP FUNCTION concerns_check_state() CASCADE;
