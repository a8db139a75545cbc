"""Microsoft School Data Sync: CSV format 1, its United Kingdom form, and formats 2 and 2.1."""
