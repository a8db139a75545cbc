"""Our own documented set of CSV files: see the handbook, ``it-import-csv``."""
