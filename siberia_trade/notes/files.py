"""What is said about files: what of them was not read, not counted, or not compared."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from siberia_trade.errors import some_of
from siberia_trade.notes.words import counted, ru_rows, written
from siberia_trade.table import Note, Text

if TYPE_CHECKING:
    from siberia_trade.readers.included import LeftOut


def some_compared(share: int, file: str) -> Note:
    """Say that repeats were looked for among a part of the rows only."""
    return Note(Text(
        f"{file}: too many rows to compare each with all others: repeats were looked for among one figure in {share}; "
        "`strade check` looks at all",
        f"{file}: строк слишком много, чтобы сравнить каждую с каждой: повторы искались среди каждого {share}-го "
        "показателя; `strade check` смотрит все",
    ))  # fmt: skip


def left_out(found: "LeftOut", file: str, column_map: str = "") -> list[Note]:
    """Say that rows were left out as other rows hold them or as a column map says, and what that may lose."""
    why, why_ru = (f"{column_map} says so", f"по указанию {column_map}") if column_map else (
        "parts of other rows (re-exports, transport, second partner)",
        "как части других строк (реэкспорт, транспорт, второй партнёр)",
    )  # fmt: skip
    rows, rows_ru = counted(found.count, "row"), ru_rows(found.count)
    what = Text(f"{rows} of {file} left out: {why}", f"не учтены {why_ru}: {rows_ru} из {file}")
    alone = Text(
        f"{counted(found.alone, 'row')} of these divide figures of which {file} has no total: download them too",
        f"из них делят показатели, итога которых в {file} нет: {ru_rows(found.alone)}; выгрузите и итоги",
    )
    union = Text(
        f"{counted(found.unsafe, 'row')} of these are of the European Union: members that {file} lacks are not counted",
        f"из них относятся к Европейскому союзу: {ru_rows(found.unsafe)}; его члены, которых нет в {file}, не учтены",
    )
    doubts = [Note(text, "doubt") for text, rows in ((alone, found.alone), (union, found.unsafe)) if rows]
    return [Note(what), *doubts] if found.count else []


def cut_short(rows: int, file: str) -> Note:
    """Say that a file may be a preview, or cut at the most rows that its source gives."""
    return Note(Text(
        f"{file} has exactly {written(rows)} rows, where its source cuts downloads: it may not be all of them",
        f"в {file} ровно {written(rows, 'ru')} строк, на этом числе источник обрывает выгрузки: это может быть не всё",
    ), "doubt")  # fmt: skip


def thousands(file: str) -> Note:
    """Say that a mark was read as a decimal one though it looks like one of thousands."""
    return Note(Text(
        f"all numbers at the beginning of {file} look like 1,234: their mark was read as the decimal one",
        f"все числа в начале {file} похожи на 1,234: знак прочитан как десятичный",
    ), "doubt")  # fmt: skip


def passed_over(files: Sequence[str]) -> Note:
    """Say which files beside the extracts were not read."""
    return Note(Text(
        f"passed over, as they are no extracts: {some_of(files, 6)}", f"пропущены, не выгрузки: {some_of(files, 6)}"
    ))  # fmt: skip


def rates_beside(files: Sequence[str]) -> Note:
    """Say that exchange rates lie beside the extracts, and were not used."""
    return Note(Text(
        f"exchange rates beside the extracts were not used: {some_of(files, 3)}; `--rates` takes a file of them",
        f"курсы валют рядом с выгрузками не использованы: {some_of(files, 3)}; файл с ними задаёт --rates",
    ))  # fmt: skip


def sheets_unread(sheets: Sequence[str]) -> Note:
    """Say which sheets of workbooks hold extracts too, but were not read."""
    return Note(Text(
        f"of each workbook the first sheet that is an extract was read, and these were not: {some_of(sheets, 6)}",
        f"в каждой книге прочитан первый подходящий лист, а эти не прочитаны: {some_of(sheets, 6)}",
    ), "doubt")  # fmt: skip
