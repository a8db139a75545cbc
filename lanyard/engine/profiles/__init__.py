"""An organisation's parameters: role titles, chains, cadences, hours, age limits."""
