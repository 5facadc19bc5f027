"""Questions of project 2: a zero-shot classifier."""
