"""Finding a right answer in the box instead of writing one: in files, memory, processes."""

from tests.attacks.attack import Attack, in_question_1, in_question_3
from tests.grading import trial

RIGHT = "\n" + trial.SOLUTIONS["trial_nearest"]

FROM_SOLUTION = """
import json, os, pathlib
for folder, _, names in os.walk("/"):
    for name in names:
        if name.endswith(".ipynb") and not folder.startswith("/proc"):
            for cell in json.loads(pathlib.Path(folder, name).read_text())["cells"]:
                text = "".join(cell["source"])
                if "def trial_rows" in text and "return x /" in text:
                    exec(text)
"""
GUESSED_PATHS = """
import pathlib
for path in ("solutions", "../solutions", "/course/solutions", "/work", "/root", "/srv", "/home",
             "/proc/1/cwd/solutions", "/proc/1/root/solutions", "/code/solutions", "/assets"):
    try:
        for found in pathlib.Path(path).rglob("*97_trial*"):
            exec(found.read_text())
    except OSError:
        pass
"""
CHECK_SOURCE = """
import ast, pathlib, course_utils
for path in pathlib.Path(course_utils.__file__).parent.rglob("*.py"):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef) and node.name == "reference":
            exec(ast.unparse(node))
            trial_rows = reference
            break
"""
CHECK_CODE = """
import types
from course_utils.grading.kernel.question import find
for constant in find("trial_rows").checks.__code__.co_consts:
    if isinstance(constant, types.CodeType):
        trial_rows = types.FunctionType(constant, globals())
"""
LATE_REFERENCE = """
import ast, types
def on_cell(info):
    if "lesson_97" in info.raw_cell:
        for node in ast.walk(ast.parse(eval(info.raw_cell.split("exec(")[1].split(", vars(")[0]))):
            if isinstance(node, ast.FunctionDef) and node.name == "reference":
                exec(ast.unparse(node), globals())
                globals()["trial_rows"] = globals()["reference"]
                break
        from course_utils.grading import probe
        probe(trial_rows=trial_rows, seed=0, draws=[0] * 8)
get_ipython().events.register("pre_run_cell", on_cell)
"""
FINISHED = "from course_utils.similarity import l2_normalize as trial_rows"
FINISHED_RELOADED = """
import importlib, sys
for name in [name for name in sys.modules if name.startswith("course_utils")]:
    del sys.modules[name]
sys.path = [path for path in sys.path if path != "/course"] + ["/code", "/"]
from course_utils.similarity import l2_normalize as trial_rows
"""
FINISHED_ANYWHERE = """
import os, re
for folder, _, names in os.walk("/"):
    for name in names:
        if name.endswith(".py") and not folder.startswith(("/proc", "/usr/share")):
            try:
                text = open(os.path.join(folder, name)).read()
            except (OSError, UnicodeDecodeError):
                continue
            if "def l2_normalize(x" in text or "def angular_distance(a" in text:
                exec(text, space := {})
                trial_rows = space.get("l2_normalize", trial_rows)
"""
COMPILED = """
import importlib.util, marshal, pathlib, types
for path in pathlib.Path("/").glob("[!p]*/**/similarity*.pyc"):
    module = types.ModuleType("m")
    exec(marshal.loads(path.read_bytes()[16:]), vars(module))
    trial_rows = getattr(module, "l2_normalize", trial_rows)
"""
IN_MEMORY = """
import gc, types
for thing in gc.get_objects():
    if isinstance(thing, types.FunctionType) and thing.__name__ in ("l2_normalize", "reference"):
        try:
            if np.allclose(np.linalg.norm(thing(np.eye(3) * 2), axis=1), 1):
                trial_rows = thing
        except Exception:
            pass
"""
FRAMES = """
import sys
frame, found = sys._getframe(), []
while frame:
    found += [v for v in {**frame.f_locals, **frame.f_globals}.values() if isinstance(v, str)]
    frame = frame.f_back
text = [v for v in found if "draws" in v and "trial_rows  seed" in v]
def trial_rows(x):
    print(*text)
    return x
"""
PARENT_PROCESS = """
import os, re
text = b""
for pid in filter(str.isdigit, os.listdir("/proc")):
    for name in ("environ", "cmdline"):
        text += open(f"/proc/{pid}/{name}", "rb").read()
others = [pid for pid in os.listdir("/proc") if pid.isdigit() and pid != str(os.getpid())]
assert not others, others
assert b"seed" not in text
"""
OTHER_MEMORY = """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
results = [libc.ptrace(16, pid, 0, 0) for pid in range(2, 300)]
assert all(result == -1 for result in results)
"""
NEIGHBOURS = """
import os
found = [name for folder in ("/kernels", "/stages", "/tmp", "/box", "/dev/shm")
         for name in os.listdir(folder)]
print(found)
assert not [name for name in found if name.startswith(("stage-", "course-", "notebook"))]
"""
ENVIRONMENT = """
import os
assert not [key for key in os.environ if "SEED" in key or "COURSE" in key]
assert os.getppid() == 0
"""
WRITE_GRADES = """
import os
row = "write_grades,97_trial,graded,8,8,,2,2,3,1\\n"
for folder, _, names in os.walk("/"):
    if folder.startswith("/proc"):
        continue
    for name in ("gradebook.csv", "run.json", "results.json", "notebook.ipynb"):
        try:
            with open(os.path.join(folder, name), "a") as file:
                file.write(row)
        except OSError:
            pass
"""

ATTACKS = [
    in_question_1("solution_on_disk", FROM_SOLUTION, status=("graded", "timeout")),
    in_question_1("solution_by_path", GUESSED_PATHS),
    in_question_1("reference_in_check_source", CHECK_SOURCE),
    in_question_1("reference_in_check_code", CHECK_CODE),
    in_question_1("reference_once_it_is_late", LATE_REFERENCE),
    Attack("finished_function", answers={"trial_rows": FINISHED}),
    Attack("finished_function_reloaded", answers={"trial_rows": FINISHED_RELOADED}),
    in_question_1("finished_function_anywhere", FINISHED_ANYWHERE, status=("graded", "timeout")),
    in_question_1("finished_function_compiled", COMPILED, status=("graded", "timeout")),
    in_question_1("finished_function_in_memory", IN_MEMORY),
    in_question_1("frames", FRAMES),
    in_question_3("parent_process", PARENT_PROCESS + RIGHT, "graded", score=8),
    in_question_3("other_memory", OTHER_MEMORY + RIGHT, "graded", score=8),
    in_question_3("neighbours", NEIGHBOURS + RIGHT, "graded", score=8),
    in_question_3("environment", ENVIRONMENT + RIGHT, "graded", score=8),
    in_question_1("write_grades", WRITE_GRADES, status=("graded", "timeout")),
]
