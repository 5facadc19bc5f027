"""Questions of exercise 07: two-stage retrieval."""
