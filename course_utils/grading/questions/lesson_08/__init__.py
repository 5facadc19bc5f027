"""Questions of exercise 08: beyond images."""
