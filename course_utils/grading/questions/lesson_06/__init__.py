"""Questions of exercise 06: evaluation metrics."""
