REVOKE UPDATE (leads_circle_id) ON concerns_chronologyentry FROM lanyard_app;
