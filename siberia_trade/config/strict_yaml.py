"""YAML of which nothing is guessed: text stays text, every line is known, every fault is collected.

PyYAML reads an unquoted ``NO`` as false, ``01`` as 1, ``0123`` as 83 and ``12:30`` as 750. In lists of codes each of
these is a wrong figure that nobody sees, so here such a scalar is a fault that names its line and the cure.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

import yaml

from siberia_trade.errors import ConfigError, StradeError, nearest, shorten

#: A config is written by hand; anything larger is a data file given by mistake.
SIZE_LIMIT: Final = 1_000_000
DEPTH_LIMIT: Final = 20

#: Text to PyYAML (YAML 1.1) but a number to readers of YAML 1.2, as `08` and `1e3` are.
_NUMBER_ELSEWHERE: Final = re.compile(r"[-+]?[0-9]+(\.[0-9]*)?([eE][-+]?[0-9]+)?|0o[0-7]+")
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WHOLE_NUMBER: Final = re.compile(r"0|[1-9][0-9]*")


class Scalar(NamedTuple):
    """A single value, always as the text that was written."""

    #: Where it starts; 0 is the file as a whole.
    line: int
    text: str
    #: What YAML takes the unquoted text for where that is not text (`false`, `the number 1`), else empty.
    read_as: str = ""


class Items(NamedTuple):
    """A list."""

    line: int
    nodes: "tuple[Node, ...]"


class Fields(NamedTuple):
    """A mapping: the text of each key to the key itself and its value, in the order of the file."""

    line: int
    entries: "Mapping[str, tuple[Scalar, Node]]"


#: One value of the file.
Node = Scalar | Items | Fields


class Document:
    """One file: its root and the faults found so far. The methods read a node as what it has to be.

    A method that finds a fault notes it and returns something empty, as it does for a node that is absent (None), so
    that reading goes on and all faults of the file come out together in `raise_faults`.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.root = Fields(0, {})
        self._faults: list[tuple[int, str]] = []

    def fault(self, line: int, problem: str) -> None:
        """Note one fault; line 0 is the file as a whole."""
        self._faults.append((line, f"line {line}: {problem}" if line else problem))

    @property
    def fault_count(self) -> int:
        """How many faults were noted so far."""
        return len(self._faults)

    def raise_faults(self) -> None:
        """Raise all faults noted so far, in the order of their lines, if there are any."""
        if self._faults:
            in_order = sorted(self._faults, key=lambda fault: fault[0])
            raise ConfigError.from_faults(self.file, [problem for _, problem in in_order])

    def text(self, node: Node | None, what: str, *, number: bool = False) -> str:
        """Read a text without the blanks at its ends; with `number`, a whole number may stand without quotes."""
        if node is None:
            return ""
        if not isinstance(node, Scalar):
            self.fault(node.line, f"{what} must be a text, not {_kind(node)}")
            return ""
        text = node.text.strip()
        if not text:
            self.fault(node.line, f"{what} is empty")
        elif node.read_as and not (number and _WHOLE_NUMBER.fullmatch(text)):
            shown = shorten(text)
            self.fault(
                node.line, f'{what}: `{shown}` without quotes is read by YAML as {node.read_as}; quote it: "{shown}"'
            )
            return ""
        return text

    def items(self, node: Node | None, what: str) -> tuple[Node, ...]:
        """Read a list that is not empty, or one value that stands for a list of one."""
        if isinstance(node, Items):
            if not node.nodes:
                self.fault(node.line, f"{what} is empty")
            return node.nodes
        return () if node is None else (node,)

    def texts(self, node: Node | None, what: str, read: Callable[[str], str] = str) -> tuple[str, ...]:
        """Read a list of texts, each of them once; one text may stand for a list of one."""
        texts: dict[str, str] = {}
        for item in self.items(node, what):
            text = self.text(item, what)
            if text in texts:
                self.fault(item.line, f"{what}: `{shorten(text)}` stands twice")
            elif text:
                texts[text] = self.read(item, what, text, read)
        return tuple(texts.values())

    def read(self, node: Node, what: str, text: str, read: Callable[[str], str]) -> str:
        """Let a text be read as what it stands for; note a fault where it stands for nothing."""
        try:
            return read(text)
        except StradeError as error:
            said = error.message.replace("\n  - ", "; ")
            self.fault(node.line, f"{what}: {said}" + (f" ({error.hint})" if error.hint else ""))
            return text

    def mapping(self, node: Node | None, what: str, shape: str) -> Iterator[tuple[Scalar, Node]]:
        """Read a mapping that is not empty and whose keys are free: each key and value."""
        if isinstance(node, Fields) and node.entries:
            yield from node.entries.values()
        elif isinstance(node, Fields) or (isinstance(node, Scalar) and not node.text):
            self.fault(node.line, f"{what} is empty")
        elif node is not None:
            self.fault(node.line, f"{what} must be a mapping of {shape}, not {_kind(node)}")

    def fields(
        self, node: Node | None, what: str, required: tuple[str, ...], optional: tuple[str, ...] = ()
    ) -> dict[str, Node]:
        """Read a mapping whose keys are given; `what` may be empty for the file as a whole."""
        known = (*required, *optional)
        where = f"{what}: " if what else ""
        if node is None:
            return {}
        if not isinstance(node, Fields):
            self.fault(node.line, f"{what or 'it'} must be a mapping with {', '.join(known)}, not {_kind(node)}")
            return {}
        for name, (key, _) in node.entries.items():
            if name not in known:
                near = nearest(name, known, 1)
                tip = f"did you mean `{near[0]}`?" if near else f"known here: {', '.join(known)}"
                self.fault(key.line, f"{where}unknown key `{shorten(name)}`; {tip}")
        for name in required:
            if name not in node.entries:
                self.fault(node.line, f"{where}`{name}` is missing")
        return {name: value for name, (_, value) in node.entries.items() if name in known}

    def languages(
        self, node: Node | None, what: str, required: tuple[str, ...], optional: tuple[str, ...] = ()
    ) -> dict[str, str]:
        """Read one text in several languages; what is absent is empty."""
        texts = self.fields(node, what, required, optional)
        return {lang: self.text(texts.get(lang), f"`{lang}` of {what}") for lang in (*required, *optional)}


def load(path: Path) -> Document:
    """Read a YAML file that holds one mapping.

    Keys that stand twice, anchors, aliases, tags and further documents are noted as faults of the document; whoever
    reads the file on raises them with its own.

    Raises
    ------
    ConfigError
        The file cannot be read, is not UTF-8, is empty, is not YAML, or is not a mapping.
    """
    try:
        if path.is_dir():
            raise ConfigError(f"{path}: is a folder, not a YAML file")
        if path.stat().st_size > SIZE_LIMIT:
            raise ConfigError(f"{path}: is too large for a config (over {SIZE_LIMIT:,} bytes); is it a data file?")
        content = path.read_bytes()
    except FileNotFoundError:
        raise ConfigError(f"{path}: there is no such file") from None
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from None
    return parse(content, str(path))


def parse(content: bytes, file: str) -> Document:
    """Parse the bytes of a file as `load` does; `file` names it in messages."""
    document = Document(file)
    root: Node | None = None
    try:
        root = _build(content.decode("utf-8-sig"), document)
    except UnicodeDecodeError as error:
        document.fault(content.count(b"\n", 0, error.start) + 1, "is not UTF-8; save the file as UTF-8")
    except yaml.MarkedYAMLError as error:
        document.fault(*_syntax_fault(error))
    except yaml.reader.ReaderError as error:
        line = content.decode("utf-8-sig").count("\n", 0, error.position) + 1
        document.fault(line, f"not valid YAML: the character U+{int(error.character):04X} is not allowed")
    except RecursionError:
        document.fault(0, f"is nested more than {DEPTH_LIMIT} levels deep")
    else:
        if root is None or (isinstance(root, Scalar) and not root.text):
            document.fault(0, "is empty")
        elif not isinstance(root, Fields):
            document.fault(0, f"must be a mapping (`key: value` lines), not {_kind(root)}")
    if isinstance(root, Fields):
        document.root = root
    else:
        document.raise_faults()
    return document


def _build(text: str, document: Document) -> Node | None:
    """Build the root with libyaml where it is there, ten times as fast; faults are worded by PyYAML alone."""
    faults: list[tuple[int, str]] = []
    try:
        root = _Builder(text, _LOADER, lambda line, problem: faults.append((line, problem))).build()
    except yaml.YAMLError:
        return _Builder(text, yaml.SafeLoader, document.fault).build()
    for line, problem in faults:
        document.fault(line, problem)
    return root


def _kind(node: Node) -> str:
    if isinstance(node, Scalar):
        return "a text" if node.text else "nothing"
    return "a list" if isinstance(node, Items) else "a mapping"


def _syntax_fault(error: yaml.MarkedYAMLError) -> tuple[int, str]:
    """Put PyYAML's several lines into one."""
    mark = error.problem_mark or error.context_mark
    problem = f"not valid YAML: {error.problem}"
    if error.context and error.context_mark:
        problem += f" {error.context} that starts in line {error.context_mark.line + 1}"
    if "\\t" in problem:
        problem += "; indent with spaces, not tabs"
    elif "mapping values are not allowed" in problem:
        problem += '; a text that holds ": " needs quotes'
    return (mark.line + 1 if mark else 0), problem


class _Builder:
    """Turns PyYAML's events into nodes, so that no constructor ever sees a value."""

    def __init__(self, text: str, loader: Any, fault: Callable[[int, str], None]) -> None:
        self.loader = loader(text)
        self.fault = fault

    def build(self) -> Node | None:
        """Build the one document of the file; None where there is none."""
        self._next()  # start of the stream
        if self.loader.check_event(yaml.StreamEndEvent):
            return None
        self._next()  # start of the document
        root = self._node(0, 0)
        self._next()  # end of the document
        if not self.loader.check_event(yaml.StreamEndEvent):
            self.fault(self._next().start_mark.line + 1, "a second document starts here; a config is one document")
        return root

    def _next(self) -> Any:
        return self.loader.get_event()

    def _node(self, depth: int, line: int | None = None) -> Node:
        """Build the next value; a list or mapping is said to start in the line of its key."""
        if depth > DEPTH_LIMIT:
            raise RecursionError
        event = self._next()
        here: int = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent):
            self.fault(here, f"alias `*{event.anchor}` is not supported; write the value out")
            return Scalar(here, f"*{event.anchor}")
        if event.anchor:
            self.fault(here, f"anchor `&{event.anchor}` is not supported; write the value out where it is needed")
        if event.tag:
            self.fault(here, f"tag `{shorten(event.tag)}` is not supported; a value is a text, a list or a mapping")
        if isinstance(event, yaml.ScalarEvent):
            plain = event.implicit[0]
            return Scalar(here, event.value, self._read_as(event.value) if plain else "")
        start = here if line is None else line
        if isinstance(event, yaml.MappingStartEvent):
            return Fields(start, self._entries(depth))
        nodes = []
        while not self.loader.check_event(yaml.SequenceEndEvent):
            nodes.append(self._node(depth + 1))
        self._next()
        return Items(start, tuple(nodes))

    def _entries(self, depth: int) -> dict[str, tuple[Scalar, Node]]:
        entries: dict[str, tuple[Scalar, Node]] = {}
        while not self.loader.check_event(yaml.MappingEndEvent):
            key = self._node(depth + 1)
            value = self._node(depth + 1, key.line)
            if not isinstance(key, Scalar):
                self.fault(key.line, f"a key must be a text, not {_kind(key)}")
            elif key.text in entries:
                first = entries[key.text][0].line
                self.fault(key.line, f"key `{shorten(key.text)}` stands twice, first in line {first}")
            else:
                entries[key.text] = (key, value)
        self._next()
        return entries

    def _read_as(self, text: str) -> str:
        """Say what YAML takes a text without quotes for; empty where it stays text."""
        tag: str = self.loader.resolve(yaml.ScalarNode, text, (True, False))
        kind = tag.rpartition(":")[2]
        if kind in {"int", "float", "bool"}:
            try:
                value = self.loader.construct_object(yaml.ScalarNode(tag, text))
            except ValueError:  # `0x_`, or more digits than Python turns into a number
                return "a number"
            return str(value).lower() if kind == "bool" else f"the number {value}"
        if kind == "str":
            return "a number" if _NUMBER_ELSEWHERE.fullmatch(text) else ""
        return {"null": "null", "timestamp": "a date", "merge": "a merge of mappings"}.get(kind, "a mark of its own")
