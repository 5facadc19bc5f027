"""What both sides of a grade share, and what runs beside an answer: NumPy and itself only."""
