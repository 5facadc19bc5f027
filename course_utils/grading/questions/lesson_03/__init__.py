"""Questions of exercise 03: the CLIP pipeline, from pixels to a decision."""
