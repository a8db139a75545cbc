"""How much those who report without a name may try and send in a while."""

from __future__ import annotations

from lanyard.foundation.identity.api import PassingLimit as Limit

#: Wrong receipt numbers. A whole college may sit behind one address, and a guess has one chance in
#: 10¹⁵: the wide ones bound those who drop their cookie between guesses, and shut nobody else out.
NUMBERS = Limit("receipt-tries", 5, 100, 2_000, 15 * 60)
#: Reports begun without a name.
BEGUN = Limit("reports-begun", 10, 100, 1_000, 3600)
#: Files sent without a name, each of up to 25 MB.
FILES = Limit("files-sent", 30, 60, 200, 3600)
#: Words added to a report by its receipt number.
WORDS = Limit("words-added", 30, 200, 1_000, 3600)
