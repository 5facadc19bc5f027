"""No question of the quick tests asks what a lesson's own quiz has asked."""

import math
import re
from collections import Counter

import pytest

from course_utils.quizzes import Option, Question, load_quiz, quiz_names

BANKS = ("part_one", "part_two")
ALIKE = 0.35


def words(question):
    """Stems of the question and its right option, which together say what is asked."""
    right = next(option.text for option in question.options if option.right)
    found = re.findall(r"[a-z]{3,}|\.?\d[\d.]*", f"{question.text} {right}".lower())
    return {re.sub(r"(ing|ed|es|s|e)$", "", word) for word in found}


def likeness(a, b, weight):
    """Weight of the words that two questions share, as a share of the lighter one's."""

    def total(found):
        return sum(weight[word] for word in found)

    return total(words(a) & words(b)) / min(total(words(a)), total(words(b)))


def rarity(questions):
    """Inverse document frequency (Spärck Jones, 1972) of each word, over all questions."""
    counts = Counter(word for question in questions for word in words(question))
    return {word: math.log(len(questions) / count) for word, count in counts.items()}


def repeats(bank, asked):
    weight = rarity([*bank, *asked])
    return {
        (new.id, old.id) for new in bank for old in asked if likeness(new, old, weight) >= ALIKE
    }


def of_the_lessons():
    return [question for name in quiz_names() if name not in BANKS for question in load_quiz(name)]


def question(id, text, right):
    return Question(id, text, (Option(right, "", right=True),))


@pytest.mark.parametrize("bank", BANKS)
def test_no_question_of_a_bank_repeats_a_lessons(bank):
    assert repeats(load_quiz(bank), of_the_lessons()) == set()


# Four that the bank once had, each beside the lesson's question that it repeated.
REPEATS = [
    (
        "lower-temperature",
        "You lower the temperature of InfoNCE from 1 to 0.05. Which negatives get most of the "
        "gradient now?",
        "The few that are nearest to the query",
    ),
    (
        "bigger-batch",
        "After 200 steps each, batches of 512 give a better R@1 than batches of 32. You want to "
        "know whether it was the number of negatives. Do you know now?",
        "No: they also saw sixteen times the pairs",
    ),
    (
        "l2-score",
        "A FAISS index with its default metric, L2, holds unit vectors. For a unit query it "
        "returns 0.4 for the best hit. What is the cosine?",
        "0.8",
    ),
    (
        "which-recall",
        "Your HNSW index has a recall@10 of 0.98 against exact search. Users find half of the "
        "results irrelevant. What would exact search change?",
        "Next to nothing: it returns nearly the same",
    ),
]


@pytest.mark.parametrize(("old", "text", "right"), REPEATS, ids=[r[0] for r in REPEATS])
def test_a_repeat_in_other_words_is_found(old, text, right):
    bank = [*load_quiz("part_one"), question("again", text, right)]
    assert ("again", old) in repeats(bank, of_the_lessons())
