"""What is done with notices: tell, acknowledge, escalate."""
