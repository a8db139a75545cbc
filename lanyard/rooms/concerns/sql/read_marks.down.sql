DROP POLICY own ON concerns_readmark;
