"""English as it is read by shoppers of shops anywhere."""
