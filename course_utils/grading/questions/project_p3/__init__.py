"""Questions of project 3: a moderation prototype."""
