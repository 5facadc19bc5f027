"""The grader's working processes: one grades one submission at a time; a pool has several."""
