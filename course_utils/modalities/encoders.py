"""Small encoders: each keeps what its modality needs, time or no time, pitch or no pitch."""

import torch
from torch import Tensor, nn


def head(features: int, dim: int = 128) -> nn.Sequential:
    """A fresh linear map (n, features) to (n, dim), with dropout."""
    return nn.Sequential(nn.Dropout(0.3), nn.Linear(features, dim))


class Corrected(nn.Module):
    """What comes in plus a linear correction that starts at zero: (n, dim) to (n, dim).

    Before any training it is the identity, so that a space that is good already stays so. The last
    layer of a residual branch is often started at zero for this (Goyal et al. 2017, section 5.1).

    >>> x = torch.ones(1, 3)
    >>> Corrected(3).eval()(x)
    tensor([[1., 1., 1.]], grad_fn=<AddBackward0>)
    """

    def __init__(self, dim: int) -> None:
        super().__init__()
        self.correction = head(dim, dim)
        for weight in self.correction.parameters():
            nn.init.zeros_(weight)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.correction(x)


class Timed(nn.Module):
    """Features over time (n, channels, length) to (n, dim), knowing *when* things happen.

    Two convolutions over time; what is left of time is flattened, not pooled.
    """

    def __init__(self, channels: int, length: int, dim: int = 64, width: int = 48) -> None:
        super().__init__()
        self.net = nn.Sequential(
            nn.BatchNorm1d(channels),
            *_over_time(channels, width),
            *_over_time(width, width),
            nn.Flatten(),
            nn.Dropout(0.2),
            nn.Linear(width * (length // 4), dim),
        )

    def forward(self, x: Tensor) -> Tensor:
        return self.net(x)


def _over_time(channels: int, width: int) -> list[nn.Module]:
    return [nn.Conv1d(channels, width, 5, padding=2), nn.GELU(), nn.AvgPool1d(2)]


class Contour(nn.Module):
    """A map of pitch over time (n, pitches, length) to (n, dim): the shape of a melody.

    Convolutions along both, so that a melody sung higher is the same shape, moved.
    """

    def __init__(self, pitches: int, length: int, dim: int = 64, width: int = 8) -> None:
        super().__init__()
        self.net = nn.Sequential(
            nn.Conv2d(1, width, 5, stride=(1, 2), padding=2),
            nn.MaxPool2d((2, 2)),  # before the norm: a quarter is left to do
            nn.BatchNorm2d(width),
            nn.GELU(),
            nn.Conv2d(width, 2 * width, 5, padding=2),
            nn.MaxPool2d((3, 2)),
            nn.BatchNorm2d(2 * width),
            nn.GELU(),
            nn.Flatten(),
            nn.Dropout(0.3),
        )
        with torch.no_grad():
            kept = self.net(torch.zeros(1, 1, pitches, length)).shape[1]
        self.out = nn.Linear(kept, dim)

    def forward(self, x: Tensor) -> Tensor:
        return self.out(self.net(x[:, None]))


class Listener(nn.Module):
    """Log-mel bands over time (n, bands, length) to (n, dim), not caring when things happen.

    Two convolutions, then the mean and the highest value over time.
    """

    def __init__(self, bands: int, dim: int, width: int = 48) -> None:
        super().__init__()
        self.net = nn.Sequential(
            nn.BatchNorm1d(bands), *_over_time(bands, width), *_over_time(width, 2 * width)
        )
        self.out = nn.Sequential(nn.Dropout(0.2), nn.Linear(4 * width, dim))

    def forward(self, x: Tensor) -> Tensor:
        x = self.net(x)
        return self.out(torch.cat([x.mean(2), x.amax(2)], dim=1))
