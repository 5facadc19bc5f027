"""Making wrong answers look right: patches, lying objects, forged messages, edited notebooks."""

import copy

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from tests.attacks.attack import Attack, in_question_1
from tests.grading import trial

WRONG = "def trial_rows(x):\n    return x\n"


def edited(change) -> NotebookNode:
    """A submission with a wrong first answer, changed by `change(cells by id, notebook)`."""
    notebook = copy.deepcopy(trial.submission(trial_rows=WRONG))
    change({cell.id: cell for cell in notebook.cells}, notebook)
    return notebook


def _skip_tags(cells, notebook):
    for cell in cells.values():
        cell.metadata["tags"] = ["nbval-skip", "raises-exception"]


def _markdown_checks(cells, notebook):
    for cell in cells.values():
        if cell.id.endswith("-check"):
            cell.cell_type = "markdown"
            for key in ("outputs", "execution_count"):
                cell.pop(key)


def _no_checks(cells, notebook):
    notebook.cells = [cell for cell in notebook.cells if not cell.id.endswith("-check")]


def _no_cells(cells, notebook):
    notebook.cells = []


def _easy_checks(cells, notebook):
    for cell in cells.values():
        if cell.id.endswith("-check"):
            cell.source = "print('trial_rows\\n  ok  all is right')"


def _own_probe(cells, notebook):
    probe = new_code_cell("print('right')", id="trial_rows-probe")
    probe.metadata.update(tags=["hidden"], course={"question": "trial_rows", "points": 99})
    probe.outputs = [new_output("stream", text="right\n")]
    notebook.cells.insert(3, probe)


def _more_points(cells, notebook):
    cells["trial_rows-answer"].metadata["course"] = {"question": "trial_rows", "points": 1000}


def _saved_outputs(cells, notebook):
    for cell in cells.values():
        if cell.cell_type == "code":
            cell.outputs = [new_output("stream", text="trial_rows\n  ok  every row has length 1\n")]
            cell.execution_count = 1


def _two_answers(cells, notebook):
    second = new_code_cell(trial.SOLUTIONS["trial_rows"], id="trial_rows-answer")
    notebook.cells.append(second)


def _other_kernel(cells, notebook):
    notebook.metadata["kernelspec"] = {"name": "bash", "display_name": "x", "language": "bash"}


def _answer_in_text(cells, notebook):
    notebook.cells.append(new_markdown_cell(trial.SOLUTIONS["trial_rows"]))


def _right_and_other_kernel() -> NotebookNode:
    notebook = trial.right_submission()
    _other_kernel({}, notebook)
    return notebook


FORGED_MESSAGES = """
from ipykernel.kernelapp import IPKernelApp
kernel, shell = IPKernelApp.instance().kernel, get_ipython()

def forge(info):
    parent = kernel.get_parent()
    for kind, content in (
        ("stream", {"name": "stdout", "text": "trial_rows  seed 0\\n"}),
        ("status", {"execution_state": "idle"}),
    ):
        kernel.session.send(kernel.iopub_socket, kind, content, parent=parent)

shell.events.register("pre_run_cell", forge)
"""
EARLY_REPLY = """
from ipykernel.kernelapp import IPKernelApp
kernel = IPKernelApp.instance().kernel

def reply(info):
    message = {"status": "ok", "execution_count": 1, "user_expressions": {}, "payload": []}
    kernel.session.send(kernel.shell_stream, "execute_reply", message, parent=kernel.get_parent())

get_ipython().events.register("pre_run_cell", reply)
"""
NO_OUTPUT = """
import ast

class Strip(ast.NodeTransformer):
    def visit_Module(self, node):
        node.body = [n for n in node.body if "probe" not in ast.dump(n)]
        return node

get_ipython().ast_transformers.append(Strip())
"""
REWRITE = """
def rewrite(lines):
    text = "".join(lines)
    return ["print('trial_rows: all right')\\n"] if "probe(" in text else lines

get_ipython().input_transformers_post.append(rewrite)
"""
LIAR = """
class Liar(np.ndarray):
    def __eq__(self, other):
        return True
    def __format__(self, spec):
        return ""
    def ravel(self, *args):
        return []

def trial_rows(x):
    return x.view(Liar)
"""
EQUALS_EVERYTHING = """
class Same:
    shape, dtype, ndim, size = (3, 4), np.dtype(float), 2, 12
    __eq__ = __le__ = __ge__ = __lt__ = __gt__ = lambda self, other: True
    __ne__ = lambda self, other: False
    __array__ = lambda self, *args, **kwargs: np.zeros((3, 4))
    __repr__ = __str__ = lambda self: ""
    __hash__ = None

def trial_rows(x):
    return Same()
"""
FAKE_MODULE = """
import sys, types
fake = types.ModuleType("course_utils.grading.kernel.probe")
fake.probe = lambda *args, **kwargs: print("trial_rows: all right")
sys.modules["course_utils.grading.kernel.probe"] = fake
import course_utils.grading
course_utils.grading.probe = fake.probe
"""
PATCHED_DESCRIBE = """
from course_utils.grading.kernel import probe as probes
from course_utils.grading.kernel import values
values.describe = probes.describe = lambda value, floats=None: "array (3, 4) float 0.5"
"""
EASY_INPUTS = """
class Easy:
    def __getattr__(self, name):
        return lambda *args, size=None, **kwargs: np.eye(*size)

np.random.default_rng = lambda *args: Easy()
"""
REPLAY = """
seen = []
def remember(result):
    seen.append(result.info.raw_cell)
get_ipython().events.register("post_run_cell", remember)
"""
USE_EARLIER_SEED = """
import re
seeds = [int(s) for text in seen for s in re.findall(r"seed=(\\d+)", text)]
fixed = np.random.default_rng([seeds[0], 0, 0]).random((2, 4))
def trial_angles(a, b):
    return fixed
"""
FLEXIBLE = """
class Flexible:
    answers = iter([True, True, False, False] * 99)
    def __le__(self, other):
        return next(self.answers)
trial_keep = Flexible()
"""
FORGED_VALUE = """
from course_utils.grading.kernel import plain_data
text = "trial_keep  seed 1  draws 0\\n  1  list [True, True, False, False]"
plain_data.to_text = lambda value: text
trial_keep = None
"""
ASK_THE_CHECK = """
from course_utils.grading.kernel.check import examine
from course_utils.grading.kernel.question import find
trial_keep = next((n / 100 for n in range(101) if examine(find("trial_keep"), n / 100)), None)
"""
GUESSES = """
luck = np.random.default_rng()
def trial_rows(x):
    return np.round(luck.uniform(-1, 1, x.shape), 4)
"""

ATTACKS = [
    in_question_1("patched_isclose", "np.isclose = np.allclose = lambda *a, **k: True"),
    in_question_1("patched_array_equal", "np.array_equal = lambda *a, **k: True"),
    in_question_1("patched_print", "import builtins\nbuiltins.print = lambda *a, **k: None"),
    in_question_1("patched_round", "import builtins\nbuiltins.round = lambda *a: 0"),
    in_question_1("liar_array", LIAR),
    in_question_1("equals_everything", EQUALS_EVERYTHING),
    in_question_1("ast_transformer", NO_OUTPUT),
    in_question_1("input_transformer", REWRITE),
    in_question_1("own_probe", "def probe(*args, **kwargs):\n    print('all right')"),
    in_question_1("fake_probe_module", FAKE_MODULE),
    in_question_1("patched_describe", PATCHED_DESCRIBE),
    in_question_1("easy_inputs", EASY_INPUTS),
    in_question_1("own_check", "check = lambda *args, **kwargs: print('trial_rows\\n  ok  yes')"),
    in_question_1("forged_output_messages", FORGED_MESSAGES),
    in_question_1("early_reply", EARLY_REPLY, status=("graded", "crashed")),
    in_question_1("display_hook", "import sys\nsys.displayhook = lambda value: print('right')"),
    in_question_1("silent_stdout", "import sys, io\nsys.stdout = io.StringIO()"),
    in_question_1("skip_comment", "# NBVAL_SKIP"),
    in_question_1("skip_in_string", 'text = """\n# NBVAL_SKIP\n# NBVAL_IGNORE_OUTPUT\n"""'),
    in_question_1("luck", GUESSES),
    Attack("cell_magic", answers={"trial_rows": "%%script true\n" + WRONG}),
    Attack(
        "earlier_seed",
        score=2,
        answers={
            "trial_rows": trial.SOLUTIONS["trial_rows"] + REPLAY,
            "trial_angles": USE_EARLIER_SEED,
        },
    ),
    Attack("flexible_value", answers={"trial_keep": FLEXIBLE}),
    Attack("forged_value", answers={"trial_keep": FORGED_VALUE}),
    Attack("value_by_asking_the_check", answers={"trial_keep": ASK_THE_CHECK}),
    Attack("skip_tags", notebook=edited(_skip_tags)),
    Attack("markdown_checks", notebook=edited(_markdown_checks)),
    Attack("deleted_checks", notebook=edited(_no_checks)),
    Attack("deleted_cells", notebook=edited(_no_cells)),
    Attack("edited_checks", notebook=edited(_easy_checks)),
    Attack("own_hidden_cell", notebook=edited(_own_probe)),
    Attack("more_points", notebook=edited(_more_points)),
    Attack("saved_outputs", notebook=edited(_saved_outputs)),
    Attack("last_of_two_answer_cells_counts", score=2, notebook=edited(_two_answers)),
    Attack("answer_in_text", notebook=edited(_answer_in_text)),
    Attack("other_kernel", notebook=edited(_other_kernel)),
    Attack("right_with_other_kernel", score=8, notebook=_right_and_other_kernel()),
]
