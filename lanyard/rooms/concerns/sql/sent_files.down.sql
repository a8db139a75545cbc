DROP TRIGGER move_files ON concerns_case;
DROP TRIGGER move_files ON concerns_concern;
DROP FUNCTION concerns_move_files();
DROP TRIGGER move_circle_of_files ON concerns_concern;
