"""Unpacks a zip with its permissions and links: unzip.py ARCHIVE FOLDER PREFIX [LEFT_OUT_PREFIX ...].

Only entries below PREFIX are written, without it; entries below a LEFT_OUT_PREFIX are not. Refuses names that would
leave FOLDER.
"""

import os
import stat
import sys
import zipfile


def main(archive: str, folder: str, prefix: str, left_out: tuple[str, ...]) -> None:
    root = os.path.realpath(folder)
    with zipfile.ZipFile(archive) as packed:
        for entry in packed.infolist():
            name = entry.filename
            if not name.startswith(prefix) or name.startswith(left_out) or name.endswith("/"):
                continue
            target = os.path.join(root, name[len(prefix) :])
            if not os.path.realpath(os.path.dirname(target)).startswith(root):
                sys.exit(f"{name} leaves the folder")
            os.makedirs(os.path.dirname(target), exist_ok=True)
            mode = entry.external_attr >> 16
            if stat.S_ISLNK(mode):
                os.symlink(packed.read(entry).decode(), target)
                continue
            with packed.open(entry) as source, open(target, "wb") as out:
                while chunk := source.read(1 << 20):
                    out.write(chunk)
            os.chmod(target, (mode & 0o777) or 0o644)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], tuple(sys.argv[4:]) or ("\0",))
