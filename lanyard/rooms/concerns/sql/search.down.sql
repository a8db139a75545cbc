DROP FUNCTION concerns_search(text, integer);
DROP FUNCTION concerns_move_words() CASCADE;
DROP FUNCTION concerns_index_words() CASCADE;
DROP FUNCTION concerns_vector(text, text);
DROP FUNCTION concerns_fold(text);
DROP TABLE concerns_words;
