"""How the pocket model is built: one module a subject."""
