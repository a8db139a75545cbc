"""Tables that leave the house as CSV, harmless to open in a spreadsheet."""
