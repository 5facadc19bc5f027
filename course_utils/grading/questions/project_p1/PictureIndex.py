"""The question PictureIndex."""

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from unicodedata import normalize

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.answers import No, in_words
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import numbers
from course_utils.grading.questions.project_p1._kept import WHOLE, again, of_whole, some_vectors
from course_utils.grading.questions.project_p1._unpickling import unpickling_refused


@question(kind="class", inputs=some_vectors, observe=again)
def PictureIndex(answer, holds):
    vectors, names, query = some_vectors(np.random.default_rng(2))
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    right = unit @ (query / np.linalg.norm(query))

    def made(of=vectors, called=names):
        return answer(of.copy(), list(called))

    turned = partial(made, -vectors, names[::-1])

    def load(path):
        with unpickling_refused():
            return answer.load(str(path))

    def cosines(index):
        return numbers(index.cosines(query.copy()))

    def called(index):
        return [str(name) for name in index.names]

    one = "one vector has one cosine, in an array all the same"
    with holds("cosines, whatever the lengths"):
        found = cosines(made())
        expect.shape(found, (len(names),), "one cosine for each vector")
        for products in (vectors @ query, unit @ query, vectors @ query / np.linalg.norm(query)):
            expect.unlike(found, products, "these are products. Are both sides unit vectors?")
        expect.close(found, right, "Is the length of a short vector taken as it is?", 1e-5)
        expect.shape(cosines(made(vectors[:1], names[:1])), (1,), one)
        known = WHOLE @ WHOLE[0] / np.linalg.norm(WHOLE, axis=1) / np.linalg.norm(WHOLE[0])
        square = "here are as many vectors as each has numbers. Has each row its own length?"
        expect.close(of_whole(answer, 4, float), known, square, 1e-5)
        if (found := of_whole(answer, 4, int)) is not None:
            cut = "of vectors of whole numbers. Their unit vectors are none. Were they cut off?"
            expect.close(found, known, cut, 1e-5)
    with holds("each index by itself, each query anew"):
        index, other = made(), turned()
        shared = "a second index changed the first. What is kept in the class is shared by all"
        expect.close(cosines(index), right, shared, 1e-5)
        expect.that((called(index), called(other)) == (names, names[::-1]), shared)
        expect.close(cosines(made(-vectors)), -right, shared, 1e-5)
        second = "a second query got the cosines of the first"
        expect.close(-numbers(other.cosines(-query)), cosines(other), second, 1e-5)
    with holds("what it is given stays as it was"):
        given, listed, asked = vectors.copy(), list(names), query.copy()
        answer(given, listed).cosines(asked)
        work = "Work on a copy"
        expect.that(np.array_equal(given, vectors), f"your class changed the vectors. {work}")
        expect.that(listed == names, f"your class changed the list of names. {work}")
        expect.that(np.array_equal(asked, query), f"your class changed the query. {work}")
    with TemporaryDirectory() as folder:
        path, other = (str(Path(folder) / name) for name in ("mine", "other.index"))
        with holds("saved under exactly that name"):
            made().save(path)
            there = sorted(file.name for file in Path(folder).iterdir())
            added = "What does np.savez do with a name without .npz?"
            expect.that(Path(path).is_file(), f"'mine' was to be saved, there is {there}. {added}")
            expect.that(len(there) == 1, f"one file was to be saved, there are {there}")
        with holds("loaded, it answers as before"):
            made().save(path)
            turned().save(other)
            load(other)
            loaded = load(path)
            load(other)
            expect.that(isinstance(loaded, answer), "load gives no PictureIndex")
            found = cosines(loaded)
            lost = "a vector got lost. Two have one name, and both count"
            expect.that(len(found) == len(names), lost)
            last = "this was saved elsewhere, or loaded before. Does load read the file?"
            expect.unlike(found, -right, last, 1e-5)
            expect.close(found, right, "", 1e-5)
            turned().save(path)
            later = "it answers by what is in its file now. load has to read all of it at once"
            expect.close(cosines(loaded), right, later, 1e-5)
            expect.that(called(loaded) == names, later)
            made(vectors[:1], names[:1]).save(path)
            expect.shape(cosines(load(path)), (1,), f"loaded, {one}")
            expect.that(called(load(path)) == names[:1], "loaded, one vector has one name")
        with holds("saved again, it is in the place of the old one"):
            here = str(Path(folder) / "again")
            made(np.tile(-vectors, (2, 1)), 2 * names[::-1]).save(here)
            index = made()
            index.save(path)
            index.save(here)
            expect.close(cosines(index), right, "saving changed the index", 1e-5)
            there = sorted(file.name for file in Path(folder).glob("again*"))
            beside = "The second save takes the place of the first, and leaves nothing beside it"
            expect.that(there == ["again"], f"there are {there}. {beside}")
            old = "the older index is in that file, too. Saving writes the file anew"
            try:
                found = cosines(load(here))
            except ValueError as error:
                raise No(f"{old}: {in_words(error)}") from None
            expect.that(len(found) <= len(names), old)
            expect.unlike(found, -right, old, 1e-5)
            expect.close(found, right, "", 1e-5)
            try:
                load(here).save(here)
            except (AttributeError, LookupError, TypeError) as error:
                raise No(f"what was loaded cannot be saved: {in_words(error)}") from None
            more = "loaded and saved once more, it is another"
            expect.close(cosines(load(here)), right, more, 1e-5)
        with holds("a file that was moved is loaded as well"):
            turned().save(other)
            made().save(path)
            load(other)
            Path(path).replace(other)
            inside = "Everything has to be in the file: the next program has nothing else"
            try:
                found = cosines(load(other))
            except (LookupError, OSError) as error:
                raise No(f"it was not found there: {in_words(error)}. {inside}") from None
            before = "this is the file that was there before. Does load read the one that is there?"
            expect.unlike(found, -right, f"{before} {inside}", 1e-5)
            expect.close(found, right, inside, 1e-5)
        with holds("each vector keeps its name"):
            answer(vectors.copy(), np.array(names, dtype=object)).save(path)
            found = called(load(path))
            expect.that(found != sorted(names), "the names were sorted, the vectors not")
            parts = "A name may hold commas, tabs and line breaks of any kind, and come twice"
            expect.equal(len(found), len(names), f"names, where {len(names)} were saved. {parts}")
            signs = "became another that looks alike. All come back as they were"
            for form, message in (
                (str.lower, "capital letters became small ones. They are other characters"),
                (str.strip, "spaces at a name's ends got lost. They are characters like others"),
                (partial(normalize, "NFC"), f"a letter and its accent {signs}"),
                (lambda name: name.replace("\r\n", "\n"), f"a line break {signs}"),
            ):
                expect.that(found != [form(name) for name in names], message)
            as_saved = "In their order, in any alphabet, with all their signs, none cut short"
            expect.equal(found, names, as_saved)
