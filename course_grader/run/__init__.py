"""One notebook run by nbval in a kernel of the sandbox, and what that run showed."""
