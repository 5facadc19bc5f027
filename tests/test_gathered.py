"""The loss over rows gathered from two real processes, against one process with all of them."""

import sys

import numpy as np
import pytest
import torch
import torch.distributed as dist
from torch.nn.parallel import DistributedDataParallel

from course_utils.gathered import clip_step, run_processes
from course_utils.losses import clip_loss, gather_with_gradient, info_nce, siglip_loss

losses = {
    "info_nce": lambda a, b: info_nce(a, b),
    "clip_loss": lambda a, b: clip_loss(a, b, 14.3),
    "siglip_loss": lambda a, b: siglip_loss(a, b, 14.3, -5.0),
}


def pairs(dtype):
    rng = np.random.default_rng(0)
    return rng.standard_normal((12, 10)).astype(dtype), rng.standard_normal((12, 7)).astype(dtype)


class Heads(torch.nn.Module):
    """Two linear heads, the same in every process."""

    def __init__(self):
        super().__init__()
        torch.manual_seed(0)
        self.image, self.text = torch.nn.Linear(10, 4), torch.nn.Linear(7, 4)

    def forward(self, images, texts):
        return self.image(images), self.text(texts)


def heads_step(parallel=False):
    """The loss and the gradients of `Heads`, under DistributedDataParallel if parallel."""
    heads = DistributedDataParallel(Heads()) if parallel else Heads()
    processes, rank = (dist.get_world_size(), dist.get_rank()) if parallel else (1, 0)
    share = (torch.from_numpy(side).chunk(processes)[rank] for side in pairs("float32"))
    images, texts = (gather_with_gradient(side) for side in heads(*share))
    loss = clip_loss(images, texts, 14.3)
    loss.backward()
    return loss.item(), [p.grad.numpy() for p in heads.parameters()]


def embeddings_step(loss, processes=1, rank=0):
    """The loss of embeddings gathered from all processes, and the gradients of the own ones."""
    x = [torch.from_numpy(side[:, :7]) for side in pairs("float32")]
    mine = [side.chunk(processes)[rank].clone().requires_grad_() for side in x]
    value = loss(*map(gather_with_gradient, mine))
    value.backward()
    return value.item(), [side.grad.numpy() / processes for side in mine]


def in_each_process():
    """All that the tests below look at, since starting processes takes seconds."""
    rank = dist.get_rank()
    ranks = torch.full((2, 3), float(rank), requires_grad=True)
    gathered = gather_with_gradient(ranks)
    (gathered * torch.arange(1.0, 5.0)[:, None]).sum().backward()
    try:
        gather_with_gradient(torch.ones(rank + 1, 2))
        complaint = None
    except ValueError as error:
        complaint = str(error)
    return {
        "gathered": gathered.detach().numpy(),
        "gathered_gradient": ranks.grad.numpy(),
        "transposed": gather_with_gradient(torch.arange(6.0).view(2, 3).T).numpy(),
        "complaint": complaint,
        "float32": clip_step(*pairs("float32")),
        "float64": clip_step(*pairs("float64")),
        "alone": clip_step(*pairs("float64"), gather=False),
        **{name: embeddings_step(loss, 2, rank) for name, loss in losses.items()},
    }


@pytest.fixture(scope="module")
def processes():
    return run_processes(in_each_process)


def largest_difference(gradients, others):
    return max(np.abs(gradients[name] - others[name]).max() for name in gradients)


@pytest.mark.parametrize(("dtype", "tolerance"), [("float32", 1e-5), ("float64", 1e-12)])
def test_two_processes_get_the_loss_and_gradients_of_one(processes, dtype, tolerance):
    loss, gradients = clip_step(*pairs(dtype))
    assert min(np.abs(gradient).max() for gradient in gradients.values()) > 1e-3
    for one in processes:
        assert one[dtype][0] == pytest.approx(loss, abs=tolerance)
        assert largest_difference(gradients, one[dtype][1]) < tolerance


@pytest.mark.parametrize("name", losses)
def test_each_loss_over_gathered_rows_is_that_of_one_process(processes, name):
    loss, gradients = embeddings_step(losses[name])
    for rank, one in enumerate(processes):
        assert one[name][0] == pytest.approx(loss, abs=1e-5)
        for gradient, share in zip(gradients, one[name][1], strict=True):
            np.testing.assert_allclose(share, np.split(gradient, 2)[rank], atol=1e-5)


@pytest.mark.slow
def test_distributed_data_parallel_trains_as_one_process():
    loss, gradients = heads_step()
    for one in run_processes(heads_step, True):
        assert one[0] == pytest.approx(loss, abs=1e-5)
        for gradient, other in zip(gradients, one[1], strict=True):
            np.testing.assert_allclose(other, gradient, atol=1e-5)


def test_without_gathering_the_loss_is_another_one(processes):
    loss, gradients = clip_step(*pairs("float64"))
    for one in processes:
        assert one["alone"][0] < loss - 0.1
        assert largest_difference(gradients, one["alone"][1]) > 1e-3


def test_rows_come_in_rank_order_and_their_gradients_go_back(processes):
    for rank, one in enumerate(processes):
        np.testing.assert_array_equal(one["gathered"][:, 0], [0, 0, 1, 1])
        weights = [[1, 2], [3, 4]][rank]
        np.testing.assert_array_equal(one["gathered_gradient"][:, 0], np.multiply(2, weights))
        np.testing.assert_array_equal(one["transposed"], [[0, 3], [1, 4], [2, 5]] * 2)


def test_unequal_shares_are_refused_in_every_process(processes):
    for one in processes:
        assert one["complaint"] == (
            "x must have one shape in all processes, but the shapes are [(1, 2), (2, 2)]"
        )


def test_a_function_of_a_notebook_is_refused(monkeypatch):
    monkeypatch.delattr(sys.modules["__main__"], "__file__", raising=False)
    monkeypatch.setattr(in_each_process, "__module__", "__main__")
    with pytest.raises(ValueError, match=r"^function must stand in a module"):
        run_processes(in_each_process)
