"""Typical wrong answers to embed_job. A docstring: words of the line that rejects it."""

import numpy as np


def _finish(name, rows, disk):
    disk.write("part", rows)
    disk.rename("part", name)


def _all_rows(shards, disk):
    return np.concatenate([disk.read(name) for name in shards])


def writes_to_the_final_name(shards, encode, disk):
    """a part of the rows lay under a shard's name"""
    for name, pictures in shards.items():
        if name not in disk.names():
            disk.write(name, encode(pictures))
    return _all_rows(shards, disk)


def looks_whether_it_is_whole(shards, encode, disk):
    """a part of the rows lay under a shard's name"""
    for name, pictures in shards.items():
        if name not in disk.names() or len(disk.read(name)) < len(pictures):
            disk.write(name, encode(pictures))
    return _all_rows(shards, disk)


def a_marker_after_the_rows(shards, encode, disk):
    """a part of the rows lay under a shard's name"""
    for name, pictures in shards.items():
        if f"{name}.done" not in disk.names():
            disk.write(name, encode(pictures))
            disk.write(f"{name}.done", [[1]])
    return _all_rows(shards, disk)


def a_marker_before_the_rows(shards, encode, disk):
    """a part of the rows lay under a shard's name"""
    for name, pictures in shards.items():
        if f"{name}.begun" not in disk.names():
            disk.write(f"{name}.begun", [[1]])
            disk.write(name, encode(pictures))
    return _all_rows(shards, disk)


def trusts_what_lies_beside(shards, encode, disk):
    """what a death had left half written was taken for a whole shard"""
    for name, pictures in shards.items():
        if name not in disk.names():
            if f"{name}.part" not in disk.names():
                disk.write(f"{name}.part", encode(pictures))
            disk.rename(f"{name}.part", name)
    return _all_rows(shards, disk)


def written_once_beside_and_once_in_place(shards, encode, disk):
    """a part of the rows lay under a shard's name"""
    for name, pictures in shards.items():
        if name not in disk.names():
            disk.write(f"{name}.part", encode(pictures))
            disk.write(name, disk.read(f"{name}.part"))
    return _all_rows(shards, disk)


def row_by_row(shards, encode, disk):
    """a part of the rows lay under a shard's name"""
    for name, pictures in shards.items():
        rows = list(disk.read(name)) if name in disk.names() else []
        for picture in pictures[len(rows) :]:
            rows.append(encode([picture])[0])
            disk.write(name, rows)
    return _all_rows(shards, disk)


def begins_anew(shards, encode, disk):
    """pictures were encoded again"""
    for name, pictures in shards.items():
        _finish(name, encode(pictures), disk)
    return _all_rows(shards, disk)


def encodes_before_it_looks(shards, encode, disk):
    """pictures were encoded again"""
    for name, pictures in shards.items():
        rows = encode(pictures)
        if name not in disk.names():
            _finish(name, rows, disk)
    return _all_rows(shards, disk)


def begins_anew_unless_all_is_there(shards, encode, disk):
    """pictures of finished shards were encoded again"""
    if not set(shards) <= set(disk.names()):
        for name, pictures in shards.items():
            _finish(name, encode(pictures), disk)
    return _all_rows(shards, disk)


def everything_before_the_first_write(shards, encode, disk):
    """shards that it had encoded lay nowhere under their names"""
    waiting = [name for name in shards if name not in disk.names()]
    rows = {name: encode(shards[name]) for name in waiting}
    for name in waiting:
        _finish(name, rows[name], disk)
    return _all_rows(shards, disk)


def renamed_at_the_end(shards, encode, disk):
    """shards that it had encoded lay nowhere under their names"""
    waiting = [name for name in shards if name not in disk.names()]
    for name in waiting:
        disk.write(f"{name}.part", encode(shards[name]))
    for name in waiting:
        disk.rename(f"{name}.part", name)
    return _all_rows(shards, disk)


def one_shard_behind(shards, encode, disk):
    """shards that it had encoded lay nowhere under their names"""
    before = None
    for name in [n for n in shards if n not in disk.names()]:
        rows = encode(shards[name])
        if before:
            _finish(*before, disk)
        before = name, rows
    if before:
        _finish(*before, disk)
    return _all_rows(shards, disk)


def only_what_this_run_encoded(shards, encode, disk):
    """Where are the rows of the shards that an earlier run had finished?"""
    found = [np.empty((0, 3))]
    for name, pictures in shards.items():
        if name not in disk.names():
            found.append(encode(pictures))
            _finish(name, found[-1], disk)
    return np.concatenate(found)


def everything_that_lies_there(shards, encode, disk):
    """What else lies on the disk?"""
    rest = [name for name in shards if name not in disk.names()]
    for name in rest:
        disk.write(f"{name}.part", encode(shards[name]))
        disk.write(f"copy of {name}", disk.read(f"{name}.part"))
        disk.rename(f"{name}.part", name)
    return np.concatenate([disk.read(name) for name in disk.names()])


def in_the_order_of_the_disk(shards, encode, disk):
    """the shards came in the order of their names"""
    for name, pictures in shards.items():
        if name not in disk.names():
            _finish(name, encode(pictures), disk)
    return np.concatenate([disk.read(name) for name in disk.names() if name in shards])


def counts_what_lies_there(shards, encode, disk):
    """nothing lies under the name"""
    for name in list(shards)[len(disk.names()) :]:
        _finish(name, encode(shards[name]), disk)
    return _all_rows(shards, disk)


def nothing_is_written(shards, encode, disk):
    """nothing lies under the name of 4 shards"""
    return np.concatenate([encode(pictures) for pictures in shards.values()])


def one_file_for_all(shards, encode, disk):
    """nothing lies under the name of 4 shards"""
    if "all" not in disk.names():
        _finish("all", np.concatenate([encode(p) for p in shards.values()]), disk)
    return disk.read("all")


def encoded_for_a_look_first(shards, encode, disk):
    """a picture was encoded 2 times, though nothing happened"""
    for name, pictures in shards.items():
        if name not in disk.names():
            disk.write("part", np.zeros((len(pictures), encode(pictures[:1]).shape[1])))
            _finish(name, encode(pictures), disk)
    return _all_rows(shards, disk)


def a_list_of_shards(shards, encode, disk):
    """expected an array"""
    for name, pictures in shards.items():
        if name not in disk.names():
            _finish(name, encode(pictures), disk)
    return [disk.read(name) for name in shards]


def one_long_row(shards, encode, disk):
    """a row for each picture"""
    for name, pictures in shards.items():
        if name not in disk.names():
            _finish(name, encode(pictures), disk)
    return _all_rows(shards, disk).ravel()


def a_name_within_another(shards, encode, disk):
    """its name is a part of another one's"""
    for name, pictures in shards.items():
        if name not in " ".join(disk.names()):
            _finish(name, encode(pictures), disk)
    return _all_rows(shards, disk)


def pictures_by_name(shards, encode, disk):
    """the pictures of a shard came in the order of their names"""
    for name, pictures in shards.items():
        if name not in disk.names():
            _finish(name, encode(sorted(pictures)), disk)
    return _all_rows(shards, disk)


def three_pictures_of_a_shard(shards, encode, disk):
    """Where are the rows"""
    for name, pictures in shards.items():
        if name not in disk.names():
            _finish(name, encode(pictures[:3]), disk)
    return _all_rows(shards, disk)


def one_picture_squeezed(shards, encode, disk):
    """stopped by ValueError"""
    for name, pictures in shards.items():
        if name not in disk.names():
            _finish(name, encode(pictures), disk)
    return np.concatenate([np.squeeze(disk.read(name)) for name in shards])


def beside_with_a_0_behind_the_name(shards, encode, disk):
    """stopped by FileNotFoundError"""
    for name, pictures in shards.items():
        if name not in disk.names():
            disk.write(f"{name}0", encode(pictures))
            disk.rename(f"{name}0", name)
    return _all_rows(shards, disk)


def rows_in_two_bytes(shards, encode, disk):
    """these are not the rows of the pictures"""
    for name, pictures in shards.items():
        if name not in disk.names():
            _finish(name, encode(pictures).astype(np.float16), disk)
    return _all_rows(shards, disk)


def rows_in_whole_numbers(shards, encode, disk):
    """the values were cut to whole numbers"""
    for name, pictures in shards.items():
        if name not in disk.names():
            _finish(name, encode(pictures), disk)
    parts = [disk.read(name) for name in shards]
    rows, at = np.zeros((sum(map(len, parts)), parts[0].shape[1]), dtype=int), 0
    for part in parts:
        rows[at : at + len(part)] = part
        at += len(part)
    return rows


def whole_numbers_on_the_disk(shards, encode, disk):
    """the values were cut to whole numbers"""
    for name, pictures in shards.items():
        if name not in disk.names():
            _finish(name, encode(pictures).astype(int), disk)
    return _all_rows(shards, disk)


def rounded_rows(shards, encode, disk):
    """these are not the rows of the pictures"""
    for name, pictures in shards.items():
        if name not in disk.names():
            _finish(name, encode(pictures).round(2), disk)
    return _all_rows(shards, disk)


def one_shard_is_not_written(shards, encode, disk):
    """what lies under the name of the only shard is not its rows"""
    if len(shards) == 1:
        return encode(*shards.values())
    for name, pictures in shards.items():
        if name not in disk.names():
            _finish(name, encode(pictures), disk)
    return _all_rows(shards, disk)
