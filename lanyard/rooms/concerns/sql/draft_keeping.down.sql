DROP POLICY over_time ON concerns_draft;
