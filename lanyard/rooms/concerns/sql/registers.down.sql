GRANT UPDATE, DELETE ON concerns_quotedrule, concerns_completenesscheck, concerns_pulseanswer,
    concerns_pulsedone, concerns_declaration, concerns_pulse TO lanyard_app;
DROP POLICY own ON concerns_pulsedone;
DROP POLICY nameless ON concerns_pulseanswer;
DROP POLICY declared ON concerns_declaration;
