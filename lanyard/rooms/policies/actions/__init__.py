"""Acts upon policies: write, submit, publish, sign, review, answer."""
