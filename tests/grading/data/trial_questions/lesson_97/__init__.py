"""Questions of the trial exercise."""
