"""How dates are written in a language whose usual way would be read wrongly somewhere."""
