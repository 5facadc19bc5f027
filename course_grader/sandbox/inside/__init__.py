"""What runs inside the sandbox: the standard library and itself, nothing else of the course."""
