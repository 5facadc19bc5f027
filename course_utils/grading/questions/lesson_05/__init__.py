"""Exercise 05: finding neighbours among many."""
