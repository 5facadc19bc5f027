"""Questions of exercise 01: cosine similarity."""
