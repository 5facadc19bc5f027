"""`course search`."""

from pathlib import Path

import click


@click.command()
@click.argument("words", nargs=-1)
@click.option("--image", type=click.Path(path_type=Path), help="Search by this picture instead.")
@click.option("--set", "names", multiple=True, help="photos (the default), emoji, clipart.")
@click.option("-k", default=5, show_default=True, type=click.IntRange(1, 100), help="How many.")
@click.option("--save", type=click.Path(path_type=Path), help="Draw what was found into this PNG.")
def search(words, image, names, k, save):
    """Search the built-in pictures by WORDS, or by a picture.

    Scores are cosines between embeddings; no caption is searched.

    \b
    Examples:
      course search "a red umbrella"
      course search a cat -k 8 --set photos --set emoji --save found.png
      course search --image holiday.jpg
    """
    query = " ".join(words)
    if image and query:
        raise click.UsageError("Give words or --image, not both.")
    if not image and not query.strip():
        raise click.UsageError('Say what to look for, for example: course search "a red umbrella"')

    # Imported late: a typing mistake above should not wait seconds for torch.
    from course_utils.datasets import NAMES
    from course_utils.images import read_image
    from course_utils.search import PictureSearch

    unknown = set(names) - set(NAMES)
    if unknown:
        raise click.UsageError(f"There is no set {unknown.pop()!r}; there are {', '.join(NAMES)}.")
    asked = read_image(image) if image else query
    hits = PictureSearch(names or ["photos"]).find(asked, k)
    width = max(len(hit.pair.caption) for hit in hits)
    for hit in hits:
        where = f"{hit.set_name} {hit.row}"
        click.echo(f"{hit.score:6.3f}  {hit.pair.caption:{min(width, 60)}}  {where}")
    if save:
        from course_utils.plotting import search_results

        images, captions = [h.pair.image for h in hits], [h.pair.caption for h in hits]
        title = query or image.name
        figure = search_results(title, images, captions, [h.score for h in hits])
        figure.savefig(save, dpi=120, bbox_inches="tight")
        click.echo(f"drawn into {save}")
