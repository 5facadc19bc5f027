"""Questions of project 1: search in both directions."""
