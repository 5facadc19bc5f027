"""Print requirements.lock: the version of every package that is installed, without local builds."""

from importlib.metadata import distributions

from packaging.utils import canonicalize_name
from packaging.version import Version

OWN = {"shared-space", "pip", "setuptools", "wheel"}

print("# Versions known to work together; pip reads them as constraints (see Makefile).")
print("# Written by `make lock`. Where a local CPU build of torch is offered, this pin takes it.")
versions = {canonicalize_name(d.name): Version(d.version).public for d in distributions()}
for name in sorted(versions.keys() - OWN):
    print(f"{name}=={versions[name]}")
