"""What is expected in a run, and whether the author's own run still holds: one run of the solution.

Behind each hidden cell with a fresh seed stands another with the author's seed and draws. What that
one prints must be what the solution has stored: it shows that nothing is withheld which the
solution needs. Without it an exception would become what is expected.

The solution's values are judged here, in the process that readers are forked from: what its
questions load and keep to judge a value is there for every submission.
"""

import copy

from nbformat import NotebookNode

from course_grader.run_order import paper
from course_grader.value_answers import judged
from course_utils.grading.notebook.cells import printed, question_cells
from course_utils.grading.notebook.rebuild import rebuild

STORED = "{}-stored"


class Questioning:
    """A solution with fresh seeds and its author's: the notebook to run, and what it then shows."""

    def __init__(self, master: NotebookNode, seeded: NotebookNode):
        self._master = master
        authors = paper(rebuild(master, master).notebook, checks=False)
        fresh = paper(seeded, checks=False)
        stored = {cell.id: cell for cell in authors.cells}
        hidden = {master.cells[n].id for q in question_cells(master) for n in q.hidden}
        cells, self._judges = [], {}
        for cell in fresh.cells:
            cells.append(cell)
            if cell.id in hidden:
                cells.append(copy.deepcopy(stored[cell.id]))
                cells[-1].id = STORED.format(cell.id)
        for cell in cells:
            if "judge" in cell.metadata:
                self._judges[cell.id] = copy.deepcopy(cell)
                del cell.metadata["judge"]
        self.notebook = NotebookNode(fresh | {"cells": cells})

    def shown(self, outputs: dict[str, list]) -> dict[str, list]:
        """What the run's cells printed; for a value what its question observes of it."""
        return outputs | {
            name: judged(cell, list(map(NotebookNode, outputs.get(name, []))))
            for name, cell in self._judges.items()
        }

    def not_as_stored(self, shown: dict[str, list]) -> list[str]:
        """The questions of which the author's probe does not print what is stored."""
        lost = []
        for question in question_cells(self._master):
            for cell in (self._master.cells[number] for number in question.hidden):
                outputs = map(NotebookNode, shown.get(STORED.format(cell.id), []))
                if printed(NotebookNode(outputs=list(outputs))) != printed(cell):
                    lost.append(question.name)
        return lost
