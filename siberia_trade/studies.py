"""Studies by name or by file, held against the lists: whatever a study names must be there."""

import glob
from pathlib import Path

from siberia_trade import config, names, reference
from siberia_trade.config import SAMPLE, Study
from siberia_trade.errors import ConfigError, UnknownNameError
from siberia_trade.groupings import find_grouping
from siberia_trade.readers import find_specs
from siberia_trade.readers.files import like


def find_study(name: str, *, with_data: bool = True) -> Study:
    """Load a study that ships with the tool, by its id, or the user's own, by its path.

    Parameters
    ----------
    name
        ``siberia-china``, or the path of a YAML file.
    with_data
        Whether its data files must be there; not where others are given in their place.

    Raises
    ------
    ConfigError
        All faults of the file at once, each with its line: names that the lists lack, files that are not there, a
        grouping with faults of its own.
    UnknownNameError
        No study is called so.
    """
    path = config.find("studies", name, reference.bundled("configs"))
    if not config.is_path(name):  # what is shipped is held against the lists before it is shipped
        return config.load_study(path)
    checks = {
        "region": lambda text: names.resolve_region(text, names.load_groups("regions")),
        "partner": lambda text: names.resolve_partner(text, names.load_groups("partners")),
        "grouping": find_grouping,
        "source": find_specs,
    }
    return config.load_study(path, checks | ({"data": _find_data} if with_data else {}))


def data_of(study: Study | None) -> tuple[str, ...]:
    """The data files of a study, as `--data` takes them."""
    return tuple(
        f"{each.flow}:{_own_path(each.path)}" if each.flow else _own_path(each.path)
        for each in (study.data if study else ())
    )


def _own_path(path: str) -> str:
    return str(reference.bundled("sample_data") / path.removeprefix(SAMPLE)) if path.startswith(SAMPLE) else path


def _find_data(path: str) -> None:
    """Refuse a data file, folder or pattern that stands for nothing."""
    if path.startswith(SAMPLE):
        samples = sorted(each.name for each in reference.bundled("sample_data").glob("*.[cz]*"))
        if path.removeprefix(SAMPLE) not in samples:
            raise UnknownNameError.from_known("sample", path, [f"{SAMPLE}{each}" for each in samples])
    elif not Path(path).exists() and not (glob.has_magic(path) and glob.glob(path, recursive=True)):  # noqa: PTH207
        raise ConfigError(f"{path}: no such file or folder", hint=like(Path(path)))
