"""Questions of exercise 02: InfoNCE, its temperature and its relatives."""
