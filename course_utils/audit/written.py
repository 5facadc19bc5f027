"""Does a model read what is written in a picture, and believe it?"""

import numpy as np
from numpy.typing import ArrayLike

from course_utils._checks import matrix, same_dim, same_rows
from course_utils.audit.finding import Finding
from course_utils.similarity import l2_normalize

ERRORS = 3  # standard errors


def written_words(written: ArrayLike, controls: ArrayLike, words: ArrayLike) -> Finding:
    """Does a word written into a picture pull it to that word's text? All three are (n, dim).

    written: pictures with a word on them; controls: the same pictures with another word in the same
    letters and place, since any label hides a part of the picture; words: the texts of the words of
    `written`. The gain of a picture is how much closer its own word is to it than to its control.
    Goh et al. 2021 (Multimodal Neurons) found CLIP to call an apple with "iPod" on it an iPod.
    Found where the mean gain is more than three standard errors above 0. Needs two pictures.
    Evidence: gains (n,), gain (mean) and z.
    """
    written, controls = matrix("written", written, 2), matrix("controls", controls, 2)
    words = matrix("words", words, at_least=2)
    for name, other in (("controls", controls), ("words", words)):
        same_dim("written", written, name, other)
        same_rows("written", written, name, other)
    difference = l2_normalize(written) - l2_normalize(controls)
    gains = np.einsum("ij,ij->i", difference, l2_normalize(words)).astype(np.float64)
    error = max(gains.std(ddof=1) / np.sqrt(len(gains)), 1e-9)  # equal gains have none
    z = float(gains.mean() / error)
    ok = z <= ERRORS
    message = (
        f"written words: a word in the picture brings it {gains.mean():+.3f} closer to that word's "
        f"text (z {z:.1f})"
    )
    advice = "find the text in pictures by other means, and judge those pictures apart"
    evidence = {"gains": gains, "gain": float(gains.mean()), "z": z}
    return Finding(ok, message, evidence, "" if ok else advice)
