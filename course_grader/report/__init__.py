"""What people read of a run: verdicts, pages, tables, and the formats of other programs."""
