"""A PostgreSQL server of our own for a test, where the programs of one are on the machine."""

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

FOLDERS = [*map(str, sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True))]
INITDB = shutil.which("initdb", path=os.pathsep.join([*FOLDERS, os.environ.get("PATH", "")]))
ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
if os.name == "nt" or (ROOT and not FOLDERS):
    # reached by a socket; it refuses to run as root, and only a package makes a user for it
    INITDB = None


@contextmanager
def server():
    """A server that only this machine's users can reach, by a socket in the folder given."""
    bin_ = Path(INITDB).parent
    folder = Path(tempfile.mkdtemp(prefix="mlpg"))
    as_user = {}
    if ROOT:
        shutil.chown(folder, "postgres")
        as_user = {"user": "postgres"}

    def run(name, *argv):
        subprocess.run(
            [bin_ / name, "-D", folder / "data", *argv], cwd=folder, check=True, **as_user,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL,
        )  # fmt: skip

    try:
        run("initdb", "-A", "trust", "-U", "test", "-E", "UTF8", "--locale=C", "--no-sync")
        options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -F"
        run("pg_ctl", "-w", "-o", options, "-l", folder / "log", "start")
        try:
            yield str(folder)
        finally:
            run("pg_ctl", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
