"""Verdicts in other programs' formats: Gradescope's results.json and JUnit's XML."""

from xml.etree import ElementTree


def gradescope_results(record: dict, seed: str) -> dict:
    """What Gradescope shows of one submission (its autograder's `results.json`)."""
    head = f"{record['status']}: {record['reason']}" if record["reason"] else record["status"]
    return {
        "score": record["score"],
        "output": "\n".join([head, *record["notes"]]),
        "visibility": "visible",
        "tests": [
            {
                "name": question["name"],
                "score": question["score"],
                "max_score": question["points"],
                "status": "passed" if question["score"] == question["points"] else "failed",
                "output": "\n".join(f"{mark}  {line}" for mark, line in question["checks"]),
            }
            for question in record["questions"]
        ],
        "extra_data": {"seed": seed, "notebook": record["notebook"]},
    }


def junit_xml(records: list[dict]) -> bytes:
    """All verdicts as JUnit XML: a suite a submission, a case a question."""
    root = ElementTree.Element("testsuites", name="course grade")
    for record in records:
        questions = record["questions"] or [{"name": "submission", "score": 0, "points": 1}]
        wrong = [question for question in questions if question["score"] < question["points"]]
        suite = ElementTree.SubElement(
            root,
            "testsuite",
            name=f"{record['learner']} {record['notebook']}",
            tests=str(len(questions)),
            failures=str(len(wrong)),
        )
        for question in questions:
            case = ElementTree.SubElement(
                suite,
                "testcase",
                classname=f"{record['learner']}.{record['notebook']}",
                name=question["name"],
            )
            if question in wrong:
                lines = [line for mark, line in question.get("checks", []) if mark != "ok"]
                message = record["reason"] or next(iter(lines), "the hidden check failed")
                ElementTree.SubElement(case, "failure", message=message).text = "\n".join(lines)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
