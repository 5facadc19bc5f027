"""What an instructor runs: a class's notebooks, graded in a sandbox. Linux only.

Nothing of it is imported by `course_utils`, which a learner imports and a submission sees; the
command line names `course_grader.command` and loads it when `course grade` is called.
"""
