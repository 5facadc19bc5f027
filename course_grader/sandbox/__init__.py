"""The sandbox, seen from outside: what it shows, its kernels, and the bounds on them."""
