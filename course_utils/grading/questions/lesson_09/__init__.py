"""Questions of exercise 09: the failure clinic."""
