"""The builder's pages, one module a subject; the flow's admin gives them their addresses."""
