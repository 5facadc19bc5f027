"""Questions of exercise 04: zero-shot prompting."""
