"""`course embed`."""

from pathlib import Path

import click


@click.command()
@click.argument("shards", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The folder to fill.")
@click.option("--model", default="pocket", show_default=True, help="A hub name or a local folder.")
@click.option(
    "--workers", default=2, show_default=True, type=click.IntRange(1), help="Processes here."
)
@click.option("--scheduler", help="Address of a Dask scheduler, to use its workers instead.")
def embed(shards, out, model, workers, scheduler):
    """Embed the pictures of SHARDS: tar files with key.webp and key.json, or folders of them.

    Writes vectors.npy, keys.txt and bad.txt. A job that was stopped goes on where it was when you
    give the same command again. Pictures that cannot be read are listed and do not stop it.

    \b
    Examples:
      course embed shards/ --out vectors/
      course embed shards/ --out vectors/ --model openai/clip-vit-base-patch32 --workers 4
      course embed shards/ --out vectors/ --scheduler tcp://10.0.0.1:8786
    """
    from tqdm import tqdm

    from course_utils.scaling import embed_shards, read_vectors

    with tqdm(unit="shard", desc="embedding", leave=False) as bar:

        def show(done: int, of: int) -> None:
            bar.total, bar.n = of, done
            bar.refresh()

        try:
            failed = embed_shards(shards, out, model, workers, scheduler, show)
        except ModuleNotFoundError as error:
            raise click.ClickException(str(error)) from None
        except OSError as error:
            if error.filename:  # of a file: `main` says which
                raise
            raise click.ClickException(f"the scheduler cannot be reached: {error}") from None
    if failed:
        raise click.ClickException(
            f"no worker survived {', '.join(failed)}; the others are kept, try again with more "
            "memory or without these"
        )
    vectors, _ = read_vectors(out)
    bad = (out / "bad.txt").read_text("utf-8").count("\n")
    click.echo(f"{vectors.shape[0]} vectors of {vectors.shape[1]} numbers in {out / 'vectors.npy'}")
    if bad:
        click.echo(f"{bad} could not be read: {out / 'bad.txt'} says why")
