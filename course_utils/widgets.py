"""Interactive parts of the lessons. Each also carries a still, for a page without a kernel."""

import html
import io
from collections.abc import Callable, Sequence
from pathlib import Path

import ipywidgets as w
from IPython.display import display
from traitlets import Unicode

from course_utils import alternative_text
from course_utils._running_cell import running_cell
from course_utils.progress import course_folder, keep, read_progress
from course_utils.quizzes import Question, load_quiz
from course_utils.recording import recorder
from course_utils.uploading import upload_button

_NAME_SLIDERS = Path(__file__).parent / "assets" / "name_sliders.js"
# One of the two is seen: the widget while a kernel stands behind it, else the still.
_LIVE = ":has(.widget-vbox:not(.jupyter-widgets-disconnected))"
_ONE_OF_TWO = f"""<style>
.jp-OutputArea{_LIVE} .course-still {{ display: none }}
.jp-OutputArea:has(.course-still):not({_LIVE}) .jupyter-widgets {{ display: none !important }}
</style>"""
_LEFT = """<style>
.course-progress :is(th, td) { text-align: left; padding: 0 1em 0 0 }
</style>"""


def show(widget: w.VBox, still: str) -> None:
    """Display a widget after its still: the HTML that a page without a kernel shows instead.

    Two outputs, since a saved lesson that is trusted prefers a widget whose kernel is gone to
    anything else in the same output.
    """
    still = f"{still}<p><em>Run this cell to use it.</em></p>"
    html_of = {"text/html": f'<div class="course-still">{_ONE_OF_TWO}{still}</div>'}
    view = {"version_major": 2, "version_minor": 0, "model_id": widget.model_id}
    display({"text/plain": "A still of an interactive part.", **html_of}, raw=True)
    display({"text/plain": "", "application/vnd.jupyter.widget-view+json": view}, raw=True)


def _picture_still(picture: w.Image) -> str:
    """What the cell's author says of the picture, and what it is drawn for."""
    text = ". ".join(filter(None, [alternative_text.alt(), picture.tooltip]))
    return alternative_text.image_html(bytes(picture.value), text)


def predict(*options: str) -> w.ToggleButtons:
    """Buttons to commit to a guess before the answer is shown; `.value` is None until then.

    Where the page says which cell runs, the guess is kept in the learner's progress file.
    """
    place = running_cell()
    before = _guessed(*place) if place else None
    before = before if before in options else None
    buttons = w.ToggleButtons(options=options, value=before, style={"button_width": "auto"})
    noted = w.HTML(_noted(before) if before else "Choose before you run the next cell.")

    def note(change):
        noted.value = _noted(change["new"])
        if place:
            try:
                keep("predictions", place[0].stem, place[1], value=change["new"])
            except OSError as error:
                noted.value += f" <em>It is not kept: {html.escape(str(error))}</em>"

    buttons.observe(note, "value")
    shown = " · ".join(html.escape(option) for option in options)
    show(w.VBox([buttons, noted]), f"<p>Your guess: {shown}</p>")
    return buttons


def _noted(guess: str) -> str:
    return f"Noted: <b>{html.escape(guess)}</b>. Now run the next cell."


def _guessed(lesson: Path, cell: str) -> str | None:
    """What was guessed in this cell the last time."""
    try:
        return read_progress().get("predictions", {}).get(lesson.stem, {}).get(cell)
    except FileNotFoundError:
        return None


def quiz(name: str, draw: int | None = None, seed: int = 0) -> None:
    """The quiz of a lesson. Answers are kept in the learner's progress file, over restarts too."""
    questions = load_quiz(name, draw, seed)
    try:
        kept = read_progress().get("quizzes", {}).get(name, {})
    except FileNotFoundError as error:
        print(f"Answers are not kept: {error}.")
        kept = None
    parts = [_quiz_question(name, i, q, kept) for i, q in enumerate(questions, 1)]
    show(w.VBox(parts), _quiz_still(questions))


def _quiz_question(name: str, number: int, question: Question, kept: dict | None) -> w.Widget:
    text = w.HTML(f"<b>{number}. {html.escape(question.text)}</b>")
    radio = w.RadioButtons(
        options=[option.text for option in question.options],
        value=None,
        layout=w.Layout(width="auto"),
    )
    why = w.HTML()

    def explain(chosen: str) -> None:
        option = question.option(chosen)
        verdict = "Right." if option.right else "Not quite."
        why.value = f"<b>{verdict}</b> {html.escape(option.why)}"

    def answer(change) -> None:
        explain(change["new"])
        if kept is not None:
            try:
                keep("quizzes", name, question.id, value=change["new"])
            except OSError as error:
                why.value += f" <em>This answer is not kept: {html.escape(str(error))}</em>"

    if kept and question.option(kept.get(question.id)):
        radio.value = kept[question.id]
        explain(radio.value)
    radio.observe(answer, "value")
    return w.VBox([text, radio, why], layout=w.Layout(margin="0 0 1.2em 0"))


def _quiz_still(questions: Sequence[Question]) -> str:
    parts = []
    for number, q in enumerate(questions, 1):
        options = "".join(
            f"<li>{html.escape(o.text)}<details><summary>why</summary>"
            f"{'Right. ' if o.right else 'Not quite. '}{html.escape(o.why)}</details></li>"
            for o in q.options
        )
        parts.append(f"<p><b>{number}. {html.escape(q.text)}</b></p><ul>{options}</ul>")
    return "".join(parts)


def progress_panel() -> None:
    """How far you are, lesson by lesson, with a button that looks again.

    The same as `course progress`. Raises FileNotFoundError outside a course folder.
    """
    from course_utils.progress_table import progress_html, progress_rows

    table, again = w.HTML(), w.Button(description="Look again")

    def look(_=None) -> None:
        table.value = _LEFT + progress_html(progress_rows(course_folder()))

    again.on_click(look)
    look()
    show(w.VBox([table, again]), table.value)


class _Picture(w.Image):
    """A picture whose tooltip becomes its title, by which a screen reader names it.

    The page looks first whether a widget with a tooltip has a description; an image has none of its
    own, and is then not drawn at all.
    """

    description = Unicode("").tag(sync=True)


def _picture() -> _Picture:
    """A figure's place: as wide as it is, in a box that would stretch it."""
    return _Picture(format="png", layout=w.Layout(max_width="100%", align_self="flex-start"))


def explore(draw: Callable, **controls: w.Widget) -> None:
    """A figure that follows its controls: `draw(**values)` returns a matplotlib figure."""
    import matplotlib.pyplot as plt

    picture = _picture()

    def redraw(_=None) -> None:
        chosen = {name: control.value for name, control in controls.items()}
        figure = draw(**chosen)
        buffer = io.BytesIO()
        figure.savefig(buffer, format="png", dpi=100, bbox_inches="tight")
        plt.close(figure)
        picture.value = buffer.getvalue()
        said = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in chosen.items())
        picture.tooltip = f"The drawing for {said}"

    for name, control in controls.items():
        control.description = control.description or name.replace("_", " ")
        control.observe(redraw, "value")
    redraw()
    show(w.VBox([*controls.values(), picture, _slider_names()]), _picture_still(picture))


def _slider_names() -> w.HTML:
    """What names the sliders of its box to a screen reader, once the page shows it."""
    script = html.escape(f"({_NAME_SLIDERS.read_text(encoding='utf-8')})(this)")
    names = w.HTML(f'<style onload="{script}"></style>')
    names.layout.margin = names.layout.height = "0"
    return names


def _draw_or_say(draw: Callable, asked, picture: w.Image, said: w.HTML) -> None:
    """Show the figure `draw(asked)`, or say in one line why there is none."""
    import matplotlib.pyplot as plt

    try:
        figure = draw(asked)
    except ValueError as error:
        said.value = html.escape(str(error))
        return
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=100, bbox_inches="tight")
    plt.close(figure)
    said.value, picture.value = "", buffer.getvalue()


def search_box(search: Callable, start: str = "a red umbrella") -> None:
    """Type words or upload a picture; `search(words or PIL image)` returns a matplotlib figure.

    What cannot be read is said in one line under the box.
    """
    from course_utils.images import read_image

    words = w.Text(
        value=start,
        placeholder="type a sentence, press Enter",
        description="Search for",
        continuous_update=False,
    )
    said, picture = w.HTML(), _picture()

    def run(query) -> None:
        if isinstance(query, str) and not query.strip():
            said.value = "Type a few words first."
            return
        _draw_or_say(search, query, picture, said)
        asked = query if isinstance(query, str) else "your picture"
        picture.tooltip = f"The pictures found for: {asked}"

    def uploaded(file) -> None:
        try:
            image = read_image(file)
        except ValueError as error:
            said.value = html.escape(str(error))
        else:
            run(image)

    words.observe(lambda change: run(change["new"]), "value")
    upload = upload_button("or a picture", "image/*", uploaded)
    run(start)
    still = _picture_still(picture)
    show(w.VBox([w.HBox([words, upload]), said, picture]), still)


def upload_box(
    answer: Callable,
    start,
    accept: str,
    label: str,
    alt: str,
    record: tuple[str, int] | None = None,
) -> None:
    """Hand in a file of your own; `answer(file)` returns a matplotlib figure.

    `start` is answered first, so that there is something to see; `alt` says what the figure shows.
    record: ("sound", seconds) or ("film", seconds) adds a button that records it in the page.
    What cannot be read is said in one line under the box.
    """
    said, picture = w.HTML(), _picture()

    def take(file) -> None:
        _draw_or_say(answer, file, picture, said)

    take(start)
    picture.tooltip = alt
    upload = upload_button(label, accept, take)
    ways = [upload, recorder(*record, take)] if record else [upload]
    box = w.VBox([w.HBox(ways), said, picture])
    show(box, _picture_still(picture))
