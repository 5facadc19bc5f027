"""`course audit`."""

import json
import sys
from pathlib import Path

import click

FILE = click.Path(path_type=Path)


@click.command()
@click.argument("images", type=FILE)
@click.argument("texts", type=FILE)
@click.option("--images-name", help="The array or column to take, where IMAGES holds several.")
@click.option("--texts-name", help="The same for TEXTS.")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@click.option("--seed", default=0, show_default=True, type=click.IntRange(0), help="Of the sample.")
def audit(images, texts, images_name, texts_name, as_json, seed):
    """Look for common faults in your own vectors: row i of IMAGES and row i of TEXTS a pair.

    Reads .npy, .npz, .safetensors and .parquet, a block at a time. Looks for rows that are not of
    length one, not finite or nearly all alike, for pairs that do not belong together, repeats,
    near-duplicates and hubs, and says what to do next. A finding is a reason to look, no proof.
    Ends with 0 where all is well, 1 where something was found, 2 where a file cannot be read.

    \b
    Examples:
      course audit images.npy texts.npy
      course audit pairs.npz pairs.npz --images-name image --texts-name text
      course audit images.parquet texts.safetensors --json > findings.json
    """
    from course_utils.audit import check_embeddings, open_vectors

    sides = open_vectors(images, images_name), open_vectors(texts, texts_name)
    report = check_embeddings(*sides, seed=seed, progress=True)
    click.echo(json.dumps(report.as_dict(), indent=2) if as_json else report)
    sys.exit(0 if report.ok else 1)
