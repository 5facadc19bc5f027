"""Lesson 10: from one folder of pictures to billions.

`shards` is how pictures lie on disk, `task` embeds one shard whole or not at all, `embedding` gives
the shards to Dask workers, `vectors` is what comes out. `search` and `on_disk` find neighbours in
what does not fit into memory, in one piece or in several, `database` keeps them in Milvus, and
`sizes` goes from what was measured to what was not.
"""

from course_utils.scaling.embedding import embed_shards
from course_utils.scaling.on_disk import open_on_disk, write_on_disk
from course_utils.scaling.search import exact_search, merge_top
from course_utils.scaling.shards import read_shard, write_shards
from course_utils.scaling.sizes import fit_power, hours, index_bytes, machines, measured
from course_utils.scaling.vectors import read_vectors

__all__ = [
    "embed_shards",
    "exact_search",
    "fit_power",
    "hours",
    "index_bytes",
    "machines",
    "measured",
    "merge_top",
    "open_on_disk",
    "read_shard",
    "read_vectors",
    "write_on_disk",
    "write_shards",
]
