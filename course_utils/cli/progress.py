"""`course progress`."""

import click

from course_utils.progress import course_folder, read_progress
from course_utils.quizzes import Question, load_quiz, quiz_names


@click.command()
def progress():
    """Show which quizzes and exercises are done.

    \b
    Example:
      course progress
    """
    folder = course_folder()
    kept = read_progress(folder)
    exercises = {path.stem for path in (folder / "exercises").glob("[0-9p]?_*.ipynb")}
    exercises = {stem for stem in exercises if ".backup-" not in stem}
    click.echo(f"{'':28}{'quiz':>14}{'exercise':>14}")
    for stem in sorted(exercises | set(quiz_names())):
        quiz = load_quiz(stem) if stem in quiz_names() else ()
        right = _right(quiz, kept.get("quizzes", {}).get(stem, {}))
        points = _points(kept.get("exercises", {}).get(stem)) if stem in exercises else ""
        click.echo(f"{stem:28}{right:>14}{points:>14}")


def _right(quiz: tuple[Question, ...], chosen: dict[str, str]) -> str:
    given = [q.option(chosen.get(q.id)) for q in quiz]
    given = [option for option in given if option]
    if not given:
        return "-" if quiz else ""
    return f"{sum(option.right for option in given)} of {len(quiz)}"


def _points(result: dict | None) -> str:
    return f"{result['score']:g} of {result['max_score']:g}" if result else "-"
