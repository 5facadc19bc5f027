"""The `course` command. Each subcommand is imported only when it is called."""

import importlib
import sys

import click

COMMANDS = {
    "doctor": "course_utils.cli.doctor",
    "init": "course_utils.cli.folder",
    "lab": "course_utils.cli.lab",
    "update": "course_utils.cli.folder",
    "search": "course_utils.cli.search",
    "embed": "course_utils.cli.embed",
    "audit": "course_utils.cli.audit",
    "app": "course_utils.cli.app",
    "progress": "course_utils.cli.progress",
    "check": "course_utils.cli.exercises",
    "reset": "course_utils.cli.exercises",
    "release": "course_utils.cli.exercises",
    "collect": "course_grader.collect_command",
    "grade": "course_grader.command",
    "marks": "course_grader.marks_command",
    "alike": "course_grader.alike_command",
}
SUMMARIES = {
    "doctor": "Say what is wrong with the set-up, and how to mend it.",
    "init": "Put lessons and exercises into a folder of your own.",
    "lab": "Open JupyterLab at the first lesson.",
    "update": "Bring newer lessons into your folder, keeping what you wrote.",
    "search": "Search the built-in pictures by words or by a picture.",
    "embed": "Embed the pictures of tar files, on one machine or many.",
    "audit": "Look for common faults in vectors of your own.",
    "app": "Serve a project's app as a page of its own.",
    "progress": "Show which lessons, quizzes and exercises are done.",
    "check": "Check an exercise the way a grader would.",
    "reset": "Put a fresh exercise in place, keeping the old one as a backup.",
    "release": "Write the exercises anew from the solutions (for authors).",
    "collect": "Gather what a class handed in (for instructors).",
    "grade": "Grade a folder of submissions (for instructors).",
    "marks": "Make marks, tables for gradebooks and a class page (for instructors).",
    "alike": "Show which answers of a class are most alike (for instructors).",
}


class LazyGroup(click.Group):
    """A group whose commands live in modules of their own: `course --help` loads none of them."""

    def list_commands(self, ctx):
        return list(COMMANDS)

    def get_command(self, ctx, name):
        if name not in COMMANDS:
            return None
        return getattr(importlib.import_module(COMMANDS[name]), name)

    def format_commands(self, ctx, formatter):
        with formatter.section("Commands"):
            formatter.write_dl(list(SUMMARIES.items()))


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog='Examples: course lab · course check 03 · course search "a red umbrella"',
)
@click.version_option(package_name="shared-space", prog_name="course")
def course():
    """Shared Space, a course in cross-modal embeddings and retrieval."""


def main() -> None:
    """Run the command: no traceback for what a person can mend, exit code 2 for wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        # A console that is not UTF-8 shows "?" for a letter it lacks instead of failing.
        stream.reconfigure(errors="replace")
    try:
        sys.exit(course(prog_name="course", standalone_mode=False))
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (ValueError, FileNotFoundError) as error:
        click.echo(f"course: {error}", err=True)
        sys.exit(2)
    except OSError as error:
        click.echo(
            f"course: {error.filename or 'a file'} cannot be used: {error.strerror}", err=True
        )
        sys.exit(2)
    except click.Abort:
        click.echo("stopped", err=True)
        sys.exit(130)
