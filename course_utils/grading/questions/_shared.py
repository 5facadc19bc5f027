"""What questions of several lessons share."""

# The course's own metrics: each is one question's answer, and most are another's with a line more.
METRICS = (
    "metrics.recall_at_k",
    "metrics.hit_rate_at_k",
    "metrics.precision_at_k",
    "metrics.mean_reciprocal_rank",
    "metrics.mean_average_precision",
    "metrics.ndcg_at_k",
    "metrics.cross_modal_report",
)

# All that the head of exercise 05 names.
SEARCHES_AND_METRICS = ("similarity.top_k", "retrieval.VectorIndex", *METRICS)
