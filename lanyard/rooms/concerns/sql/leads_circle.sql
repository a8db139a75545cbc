-- What is kept to the leads stays readable by the leads of the circle that its case moved to.
GRANT UPDATE (leads_circle_id) ON concerns_chronologyentry TO lanyard_app;
