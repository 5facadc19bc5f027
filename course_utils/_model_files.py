"""Loading a model and its processor, and saying in one sentence what is wrong when that fails."""

from contextlib import contextmanager
from pathlib import Path

import torch
from huggingface_hub import HfApi
from huggingface_hub.errors import HFValidationError, RepositoryNotFoundError
from transformers import AutoModel, AutoProcessor, PreTrainedModel, ProcessorMixin
from transformers.utils import logging

from . import pocket  # noqa: F401  registers the pocket model with AutoModel
from ._model_folder import check_folder, restored_by
from ._paths import looked_up


def load_files(name: str | Path) -> tuple[PreTrainedModel, ProcessorMixin]:
    """Model (float32) and processor of a folder or a hub name; ValueError where that fails."""
    folder, there = looked_up("name", name)
    if there == "folder":
        check_folder(folder)
        name, options = folder, {}
    else:
        options = _hub_options(str(name))
    with _explained(folder, options), _quiet():
        model, report = AutoModel.from_pretrained(
            name, dtype=torch.float32, output_loading_info=True, **options
        )
    if not (hasattr(model, "get_image_features") and hasattr(model, "get_text_features")):
        raise ValueError(
            f"name={str(name)!r} is a {type(model).__name__}; load_clip needs a model with an "
            "image tower and a text tower, like CLIPModel or SiglipModel"
        )
    if report["missing_keys"]:
        missing = sorted(report["missing_keys"])
        raise ValueError(
            f"the weights in {folder} lack {len(missing)} of the model's tensors, the first is "
            f"{missing[0]}; {restored_by(folder)}"
        )
    with _explained(folder, options), _quiet():
        return model, AutoProcessor.from_pretrained(name, **options)


@contextmanager
def _explained(name: Path, options: dict[str, bool]):
    """Whatever goes wrong in here becomes one sentence."""
    try:
        yield
    except Exception as error:
        reason = str(error).strip().split("\n")[0]
        if looked_up("name", name)[1] == "folder":
            message = f"{name} holds no model that can be loaded ({reason}); {restored_by(name)}"
        elif options:
            message = (
                f"name={str(name)!r} is no folder here, and without a network no model can be "
                'fetched from the Hugging Face hub; load_clip("pocket") needs none'
            )
        else:
            message = f"name={str(name)!r} could not be loaded from the hub ({reason})"
        raise ValueError(message) from error


def _hub_options(name: str) -> dict[str, bool]:
    """Ask the hub once; transformers by itself would ask for minutes when there is no network."""
    try:
        HfApi().model_info(name, timeout=10)
    except (RepositoryNotFoundError, HFValidationError) as error:
        raise ValueError(
            f"name={name!r} is neither a folder here nor a model on the Hugging Face hub"
        ) from error
    except Exception:  # no network, in whichever words this hub client says so
        return {"local_files_only": True}
    return {}


@contextmanager
def _quiet():
    """No progress bar for half a second of loading, and no advice to install torchvision."""
    level, bar = logging.get_verbosity(), logging.is_progress_bar_enabled()
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    try:
        yield
    finally:
        logging.set_verbosity(level)
        if bar:
            logging.enable_progress_bar()
