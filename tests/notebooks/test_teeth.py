"""A lesson notices when a function that it teaches is wrong.

For each lesson the first function runs with `make test`, the others with `make test-all`.
"""

from pathlib import Path

import pytest

from tests.notebooks.by_nbval import run_by_nbval

ROOT = Path(__file__).resolve().parents[2]
TAUGHT = {
    "01_cosine_similarity": (
        "similarity:cosine_similarity",
        "similarity:l2_normalize",
        "similarity:angular_distance",
        "similarity:truncate",
        "similarity:alignment",
        "similarity:uniformity",
        "similarity:modality_gap",
        "similarity:top_k",
    ),
    "02_infonce_and_temperature": (
        "losses:info_nce",
        "losses:clip_loss",
        "losses:hardest_negatives",
        "losses:triplet_loss",
        "losses:multiple_negatives_ranking_loss",
        "losses:siglip_loss",
    ),
    "03_clip_pipeline": (
        "clip:DualEncoder.encode_images",
        "clip:DualEncoder.encode_texts",
        "pocket:mean_of_tokens",
        "mistakes:features_under",
    ),
    "04_zero_shot_prompting": (
        "zero_shot:class_embeddings",
        "zero_shot:ZeroShotClassifier.scores",
        "zero_shot:ZeroShotClassifier.predict",
        "zero_shot:ZeroShotClassifier.calibrate",
        "zero_shot:Moderator.scores",
        "zero_shot:Moderator.flag",
        "zero_shot:Moderator.calibrate",
        "calibration:expected_calibration_error",
        "calibration:fit_temperature",
        "calibration:softmax",
    ),
    "05_ann_retrieval": (
        "retrieval:VectorIndex.search",
        "retrieval:realistic_vectors",
        "retrieval.structure:cells",
        "retrieval.structure:codebooks",
        "retrieval.structure:codes",
        "retrieval.structure:graph",
        "retrieval.structure:hash_planes",
        "retrieval.structure:hash_bits",
    ),
    "06_evaluation_metrics": (
        "metrics:recall_at_k",
        "metrics:cross_modal_report",
        "metrics:mean_average_precision",
        "metrics:ndcg_at_k",
        "metrics:mean_reciprocal_rank",
        "metrics:hit_rate_at_k",
        "metrics:precision_at_k",
        "metrics:paired_bootstrap",
        "metrics:bootstrap_interval",
        "audit:near_duplicates",
    ),
    "07_two_stage_retrieval": (
        "rerank:maxsim",
        "rerank:two_stage_search",
        "rerank:position_questions",
        "rerank:and_questions",
        "rerank:PooledEncoder.encode_scenes",
        "rerank:read",
        "rerank.questions:twin",
        "rerank.words:bm25",
    ),
    "08_beyond_images": (
        "modalities:train_pair",
        "modalities:embed",
        "modalities:align",
        "modalities:shots",
        "modalities:overlap",
        "modalities:log_semitones",
        "modalities:log_mel",
        "modalities:read_wav",
        "modalities:read_clip",
    ),
    "09_failure_clinic": (
        "audit:row_pairs",
        "audit:hubs",
        "audit:threshold_drift",
        "audit:near_duplicates",
    ),
    "10_scaling_out": ("scaling:exact_search", "scaling:merge_top"),
}
CASES = [
    pytest.param(lesson, function, marks=[pytest.mark.slow] if i else [], id=f"{lesson}-{function}")
    for lesson, functions in TAUGHT.items()
    for i, function in enumerate(functions)
]


@pytest.mark.parametrize(("lesson", "function"), CASES)
def test_a_broken_function_makes_its_lesson_fail(lesson, function):
    variables = {
        "PYTHONPATH": str(ROOT / "tests" / "broken"),
        "COURSE_BREAK": f"course_utils.{function}",
    }
    done = run_by_nbval(ROOT / "notebooks" / f"{lesson}.ipynb", "-x", **variables)
    assert done.returncode == 1, f"{function} was wrong and {lesson} did not notice"
    assert "1 failed" in done.stdout, done.stdout[-3000:]
