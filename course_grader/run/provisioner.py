"""A jupyter_client provisioner whose kernels come from the fork server.

nbval starts a kernel by its name; the kernel's specification names this provisioner, which hands
over the one kernel that the grader has ready. The grader holds that kernel and ends it.
"""

import json
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any, ClassVar

from jupyter_client.provisioning import KernelProvisionerBase, KernelProvisionerFactory

from course_grader.sandbox.boxed_kernel import BoxedKernel

NAME = "course-kernel"


class ForkedKernelProvisioner(KernelProvisionerBase):
    """Launches nothing: the kernel is `ready`, set by whoever is about to start nbval."""

    ready: ClassVar[BoxedKernel | None] = None
    kernel: BoxedKernel | None = None

    @property
    def has_process(self) -> bool:
        return self.kernel is not None

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        type(self).ready, self.kernel = None, type(self).ready
        if self.kernel is None:
            raise RuntimeError("no kernel is ready, or it was handed over already")
        self.parent.connection_file = str(self.kernel.connection_file)
        self.parent.load_connection_info(self._connection())
        return await super().pre_launch(cmd=[], **kwargs)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> dict[str, Any]:
        return self._connection()

    def _connection(self) -> dict[str, Any]:
        connection = self.kernel.connection
        return connection | {"key": connection["key"].encode()}

    async def poll(self) -> int | None:
        return None if self.kernel is not None and self.kernel.is_alive() else 0

    async def wait(self) -> int | None:
        self.kernel = None
        return 0

    async def send_signal(self, signum: int) -> None:
        """Nothing: a kernel that should stop is killed."""

    async def kill(self, restart: bool = False) -> None:
        if self.kernel is not None:
            self.kernel.kill()

    async def terminate(self, restart: bool = False) -> None:
        await self.kill(restart)

    async def cleanup(self, restart: bool = False) -> None:
        """Nothing: the grader removes the kernel's folder."""


def install(folder: Path) -> None:
    """Write the kernel's specification below `folder`, for JUPYTER_PATH, and register the class."""
    specification = folder / "kernels" / NAME / "kernel.json"
    specification.parent.mkdir(parents=True)
    provisioner = {"kernel_provisioner": {"provisioner_name": NAME}}
    content = {"argv": [], "display_name": NAME, "language": "python", "metadata": provisioner}
    specification.write_text(json.dumps(content))
    path = f"{__name__}:{ForkedKernelProvisioner.__name__}"
    KernelProvisionerFactory.instance().provisioners[NAME] = EntryPoint(
        NAME, path, KernelProvisionerFactory.GROUP_NAME
    )
