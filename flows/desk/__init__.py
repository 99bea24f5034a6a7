"""The desk: the pages on which the people of a shop work on tickets."""
