"""Lesson 9: the common mistakes in cross-modal retrieval, each with a check that finds it.

A check returns a `Finding`: print it for one line that says "ok" or "found" and the numbers behind
it; its `evidence` holds the rows to look at, its `advice` what to do next. `check_embeddings` makes
a report of all that two files of vectors allow. The limits are rules of thumb, named at the top of
each file: a finding is a reason to look, no proof.
"""

from course_utils.audit.batches import batch_company, batch_composition
from course_utils.audit.drift import prompt_stability, threshold_drift
from course_utils.audit.embeddings import check_vectors, near_duplicates
from course_utils.audit.encoding import population_drift, same_encoding
from course_utils.audit.files import open_vectors
from course_utils.audit.finding import Finding
from course_utils.audit.hubs import hubs
from course_utils.audit.pairing import row_pairs
from course_utils.audit.repeats import near_repeats, repeated_rows
from course_utils.audit.report import Report, check_embeddings
from course_utils.audit.searching import search_order
from course_utils.audit.written import written_words

__all__ = [
    "Finding",
    "Report",
    "batch_company",
    "batch_composition",
    "check_embeddings",
    "check_vectors",
    "hubs",
    "near_duplicates",
    "near_repeats",
    "open_vectors",
    "population_drift",
    "prompt_stability",
    "repeated_rows",
    "row_pairs",
    "same_encoding",
    "search_order",
    "threshold_drift",
    "written_words",
]
