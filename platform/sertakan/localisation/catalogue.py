"""Keep the message catalogues fresh and complete: update, compile and check them."""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from sertakan.localisation.messages import LANGUAGES, SOURCE_LANGUAGE

_ROOT = Path(__file__).resolve().parents[3]
_KEYWORDS = {"_": None, "_l": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}


def _catalogue_file(language: str) -> Path:
    return _ROOT / "translations" / language / "LC_MESSAGES" / "messages.po"


def extract() -> Catalog:
    """Return all messages of the code and the templates, without places, so that moving code changes nothing."""
    with (_ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    template = Catalog(project="Sertakan", charset="utf-8")
    source = _ROOT / "platform" / "sertakan"
    for _, _, message, comments, _ in extract_from_dir(source, methods, options, _KEYWORDS, ("Catatan:",)):
        template.add(message, auto_comments=comments)
    return template


def read(language: str) -> Catalog:
    """Return a language's catalogue as it stands."""
    path = _catalogue_file(language)
    if not path.exists():
        return Catalog(locale=language, project="Sertakan", charset="utf-8")
    return read_po(BytesIO(path.read_bytes()), locale=language)


def update() -> None:
    """Bring new messages into all catalogues and take vanished ones out."""
    template = extract()
    for language in LANGUAGES:
        catalogue = read(language)
        kept = {message.id: message.string for message in catalogue if message.id}
        fresh = Catalog(locale=language, project="Sertakan", charset="utf-8", fuzzy=False)
        for message in sorted((each for each in template if each.id), key=_sorting):
            string = kept.get(message.id) or _own_words(language, message)
            fresh.add(message.id, string, auto_comments=message.auto_comments)
        path = _catalogue_file(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_written(fresh))


def _sorting(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _own_words(language: str, message: Message) -> str | tuple[str, ...]:
    if language != SOURCE_LANGUAGE:
        return ("",) if message.pluralizable else ""
    return (message.id[1],) if message.pluralizable else str(message.id)


def _written(catalogue: Catalog) -> bytes:
    buffer = BytesIO()
    write_po(buffer, catalogue, no_location=True, width=110, omit_header=True)
    plural = f'"Language: {catalogue.locale}\\n"\n'
    header = (
        'msgid ""\nmsgstr ""\n"Project-Id-Version: Sertakan\\n"\n'
        f'{plural}"Plural-Forms: nplurals=1; plural=0;\\n"\n'
        '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n\n'
    )
    return header.encode() + buffer.getvalue()


def compile_all() -> None:
    """Write the binary catalogues that the platform reads."""
    for language in LANGUAGES:
        with _catalogue_file(language).with_suffix(".mo").open("wb") as file:
            write_mo(file, read(language))


def find_problems() -> Iterator[str]:
    """Yield a sentence for each missing, vanished, empty, fuzzy or broken message."""
    wanted = {message.id for message in extract() if message.id}
    for language in LANGUAGES:
        catalogue = {message.id: message for message in read(language) if message.id}
        yield from (f"{language}: missing: {message!r}" for message in wanted - catalogue.keys())
        yield from (f"{language}: no longer used: {message!r}" for message in catalogue.keys() - wanted)
        for message in catalogue.values():
            if not message.string or not all(message.string):
                yield f"{language}: not translated: {message.id!r}"
            if message.fuzzy:
                yield f"{language}: fuzzy: {message.id!r}"
            yield from (f"{language}: {error}: {message.id!r}" for error in message.check())


def main(arguments: list[str]) -> int:
    """Run one of update, compile and check."""
    if arguments == ["update"]:
        update()
    elif arguments == ["compile"]:
        compile_all()
    elif arguments == ["check"]:
        problems = sorted(find_problems())
        sys.stderr.writelines(f"{problem}\n" for problem in problems[:40])
        if problems:
            sys.stderr.write(
                f"{len(problems)} problems in the catalogues; `make strings` brings new messages in.\n"
            )
        return 1 if problems else 0
    else:
        sys.stderr.write("Say one of: update, compile, check\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
