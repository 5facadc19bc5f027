"""The options of each kind of index: which there are, and sensible values for them."""

from math import ceil

from course_utils._checks import positive_int

KINDS = ("flat", "ivf", "pq", "ivfpq", "hnsw", "lsh", "refine", "sq8", "bits")
LARGEST = 2**31 - 1  # what faiss's int can hold
SEARCH_OPTIONS = ("nprobe", "efSearch", "k_factor")
FAST_BITS = 4  # codes of 4 bits are looked up in the processor's registers: FastScan
# Measured on 1,000 to 1,000,000 vectors of 64 to 384 numbers, made ones and pictures searched with
# captions: these are the cheapest, or close to it, that find 95 % of the true ten.
MANY, VAST = 10_000, 100_000
MOST_PROBED = 48
MOST_LEARNED = 4_000  # cells that refine has by default: to learn more takes longer than it saves


def choose_options(kind: str, dim: int, n: int, given: dict[str, int]) -> dict[str, int]:
    """All options of an index of n vectors: those given, and sensible values for the others."""
    # As many cells as vectors in a cell: choosing cells then costs as much as looking into one. Of
    # many vectors more and smaller cells are better, and later so where looking into one is cheap.
    usual = round(n**0.5)
    if kind == "refine" and n >= VAST:
        usual = min(6 * usual, MOST_LEARNED)
    elif kind != "refine" and n >= MANY:
        usual = 4 * usual
    nlist = max(1, min(given.get("nlist", usual), n))
    probed = min(ceil(nlist / 2), MOST_PROBED)
    cells = {"nlist": nlist, "nprobe": min(given.get("nprobe", probed), nlist)}
    codes = refined = {"M": _pieces(dim, 8), "nbits": 8}
    if given.get("nbits", FAST_BITS) <= FAST_BITS:
        refined = {"M": _pieces(dim, 2), "nbits": FAST_BITS}
    defaults = {
        "flat": {},
        "ivf": cells,
        "pq": codes,
        "ivfpq": cells | codes,
        "hnsw": {"M": 16, "efConstruction": 40, "efSearch": 64 if n < MANY else 128},
        "lsh": {"nbits": 4 * dim},
        "refine": cells | refined | {"k_factor": 10},
        "sq8": {},
        "bits": {"k_factor": 30},
    }
    settled = ("nlist", "nprobe")  # as many as n allows, and as were asked for once it does
    return defaults[kind] | {name: value for name, value in given.items() if name not in settled}


def _pieces(dim: int, width: int) -> int:
    """The fewest equal pieces of at most `width` numbers."""
    return next(m for m in range(1, dim + 1) if dim % m == 0 and dim / m <= width)


def check_options(kind: str, dim: int, given: dict[str, int]) -> dict[str, int]:
    """The given options as ints; ValueError on one that this kind does not have or cannot use."""
    if not isinstance(kind, str) or kind not in KINDS:
        raise ValueError(f"kind must be one of {', '.join(KINDS)} or auto, but is {kind!r}")
    known = choose_options(kind, dim, 1, {})
    for name in given:
        if name not in known:
            takes = f"only {', '.join(known)}" if known else "none"
            raise ValueError(f"{name} is no option of kind {kind!r}, which takes {takes}")
    given = {name: check_size(name, value) for name, value in given.items()}
    check_cells(given)
    if kind in ("pq", "ivfpq", "refine"):
        if dim % given.get("M", 1):
            divisors = ", ".join(str(m) for m in range(1, dim + 1) if dim % m == 0)
            raise ValueError(
                f"M must divide dim, since a vector is cut into M equal pieces, but dim is {dim} "
                f"and M is {given['M']}; it can be {divisors}"
            )
        if given.get("nbits", 8) > 8:
            raise ValueError(f"nbits must be at most 8, a byte for a code, but is {given['nbits']}")
    if kind == "hnsw" and given.get("M", 2) < 2:
        raise ValueError("M must be at least 2 links a vector, but is 1")
    return given


def check_size(name: str, value: int) -> int:
    """The argument as an int from 1 to what faiss can hold."""
    value = positive_int(name, value)
    if value > LARGEST:
        raise ValueError(f"{name} must be at most {LARGEST}, but is {value}")
    return value


def check_cells(options: dict[str, int]) -> None:
    """ValueError when more cells are to be looked into (nprobe) than there are (nlist)."""
    nprobe, nlist = options.get("nprobe", 1), options.get("nlist", LARGEST)
    if nprobe > nlist:
        raise ValueError(f"nprobe must be at most nlist, here {nlist} cells, but is {nprobe}")
