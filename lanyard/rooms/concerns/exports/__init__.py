"""A case on paper: chronology and register as PDF and CSV, with third parties masked."""
