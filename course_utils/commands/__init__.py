"""One module a subcommand of `course`; the exercises' commands live in course_utils.grading."""
