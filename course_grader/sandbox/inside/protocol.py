"""What the grader and the fork server agree on: kinds of sandbox and of requests, user, sockets."""

BOXED, CONTAINER, OPEN = "boxed", "container", "open"
KERNEL, STAGE = b"k", b"s"
NOBODY = 65534
PORTS = ("shell_port", "iopub_port", "stdin_port", "hb_port", "control_port")


def connection(address: str, key: str) -> dict:
    """How Jupyter reaches the kernel whose five sockets are `address-1` to `address-5`."""
    ports = {name: number for number, name in enumerate(PORTS, 1)}
    return ports | {
        "transport": "ipc",
        "ip": address,
        "key": key,
        "signature_scheme": "hmac-sha256",
    }
