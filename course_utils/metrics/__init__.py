"""Lesson 6: how good is a ranking, and is one model really better than another.

`ranking` holds the metrics, `cross_modal` the MS-COCO protocol, `bootstrap` intervals and a test,
`multiple` the correction for several tests at once.
"""

from course_utils.metrics.bootstrap import (
    Comparison,
    Interval,
    bootstrap_interval,
    paired_bootstrap,
)
from course_utils.metrics.cross_modal import CrossModalReport, cross_modal_report
from course_utils.metrics.multiple import holm
from course_utils.metrics.ranking import (
    hit_rate_at_k,
    mean_average_precision,
    mean_reciprocal_rank,
    ndcg_at_k,
    precision_at_k,
    recall_at_k,
)

__all__ = [
    "Comparison",
    "CrossModalReport",
    "Interval",
    "bootstrap_interval",
    "cross_modal_report",
    "hit_rate_at_k",
    "holm",
    "mean_average_precision",
    "mean_reciprocal_rank",
    "ndcg_at_k",
    "paired_bootstrap",
    "precision_at_k",
    "recall_at_k",
]
