"""Questions of exercise 10: scaling out."""
