"""The visual builder inside the admin: an outline to read, and a form for the step one is at."""
