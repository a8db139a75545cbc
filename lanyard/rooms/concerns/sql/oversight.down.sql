DROP POLICY duty ON concerns_surveyanswer;
DROP POLICY own_and_circle ON concerns_conversation;
DROP POLICY own_and_circle ON concerns_challenge;
