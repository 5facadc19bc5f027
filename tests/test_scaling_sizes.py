import numpy as np
import pytest

from course_utils.scaling import fit_power, hours, index_bytes, machines


def test_a_power_law_is_found_again_under_noise():
    n = np.geomspace(1e3, 1e6, 40)
    noise = np.exp(np.random.default_rng(0).normal(0, 0.1, 40))
    scale, slope = fit_power(n, 0.02 * n**0.5 * noise)
    assert slope == pytest.approx(0.5, abs=0.03)
    assert scale == pytest.approx(0.02, rel=0.4)


@pytest.mark.parametrize(
    ("n", "values", "says"),
    [
        ([1, 2], [1], "pair up"),
        ([1, 2], [0, 1], "must be positive"),
        ([5, 5], [1, 2], "two different sizes"),
        ([1, np.nan], [1, 2], "n must be finite"),
    ],
)
def test_no_law_from_such_numbers(n, values, says):
    with pytest.raises(ValueError, match=says):
        fit_power(n, values)


def test_sizes_are_those_of_the_arithmetic():
    assert index_bytes(10, 64, bytes_per_number=1) == 10 * 72
    assert machines(100, 100) == 1
    assert machines(101, 100) == 2
    assert hours(7200, 2, workers=2) == 0.5


@pytest.mark.parametrize(
    ("function", "arguments", "says"),
    [
        (index_bytes, (0, 64), "n must be"),
        (index_bytes, (1, 64, 0), "bytes_per_number must be"),
        (machines, (1, 0), "bytes_each must be"),
        (hours, (1, -1), "per_second must be"),
    ],
)
def test_sizes_that_are_none(function, arguments, says):
    with pytest.raises(ValueError, match=says):
        function(*arguments)
