"""What all sample scripts share: exact splits, fixed noise, and files that are the same whenever they are made."""

import zipfile
import zlib
from collections.abc import Hashable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)

NOTICE = """\
reconstructed: true
en: "Reconstructed from the figures printed in Sherin (2024); other cells are illustrative; not official statistics"
ru: "Восстановлено по цифрам, напечатанным в статье Шерина (2024); прочие значения иллюстративны; это не официальная статистика"
"""  # noqa: E501


def noise(spread: int, *names: object) -> int:
    """Return a fixed number between 1000 - spread and 1000 + spread for these names."""
    return 1000 - spread + zlib.crc32("|".join(map(str, names)).encode()) % (2 * spread + 1)


def fill(total: int, weights: Mapping[Key, int]) -> dict[Key, int]:
    """Split a total in proportion to weights; the parts are whole and add up to it."""
    whole = sum(weights.values())
    parts = {key: total * weight // whole for key, weight in weights.items()}
    remainders = sorted(weights, key=lambda key: -(total * weights[key] % whole))
    for key in remainders[: total - sum(parts.values())]:
        parts[key] += 1
    return parts


def read_weights(text: str) -> dict[str, int]:
    """Read "oil 85 lpg 15" into a dictionary."""
    words = text.split()
    return {name: int(weight) for name, weight in zip(words[::2], words[1::2], strict=True)}


def write_zip(target: Path, members: Mapping[str, str | bytes]) -> None:
    """Write members (texts as utf-8) with a fixed time, mode and order: the same content gives the same bytes."""
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = 0o100644 << 16
            archive.writestr(info, content.encode("utf-8") if isinstance(content, str) else content, compresslevel=9)


def write_table(target: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a plain table: the notice in comment lines, the header, and the rows, comma-separated."""
    notice = [f"# {line}" for line in NOTICE.splitlines()]
    lines = [",".join(map(str, row)) for row in (header, *rows)]
    target.write_text("\n".join(notice + lines) + "\n", encoding="utf-8", newline="\n")
    print(f"{target.name}: {len(lines) - 1} rows, {target.stat().st_size} bytes")
