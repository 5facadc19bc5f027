"""The questions of the exercises: a folder a lesson, a file a question of that name."""
