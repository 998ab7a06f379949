"""Where `patterns/` is: beside `src/` in a checkout, inside the package when installed."""

import hashlib
from pathlib import Path

import rothscope
from rothscope.errors import BadPack


def patterns_folder(override: Path | None = None) -> Path:
    """Return the folder of the pattern packs.

    A checkout's own folder wins over the copy an editable install leaves in site-packages, because that copy goes
    stale. Raises BadPack where there is none.
    """
    package = Path(rothscope.__file__).resolve().parent
    checkout = package.parent.parent / "patterns" if package.parent.name == "src" else None
    folder = override or (checkout if checkout and checkout.is_dir() else package / "patterns")
    if not (folder / "features").is_dir():
        raise BadPack(
            f"{folder} holds no pattern packs (no features/ folder in it); name one with --patterns."
        )
    return folder


def patterns_version(folder: Path) -> str:
    """Return a short fingerprint of every pack and model under the folder: names and bytes, in one fixed order."""
    digest = hashlib.sha256()
    for path in sorted([*folder.rglob("*.yaml"), *folder.rglob("*.npz")]):
        digest.update(path.relative_to(folder).as_posix().encode())
        with path.open("rb") as file:  # never whole in memory, for the sake of the model
            while some := file.read(1 << 16):
                digest.update(some)
    return digest.hexdigest()[:12]
