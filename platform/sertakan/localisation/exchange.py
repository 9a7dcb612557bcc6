"""The sentences of one language as a translator's PO file, out and in."""

from collections.abc import Iterator, Mapping
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po

from sertakan.kernel.refusal import Refusal
from sertakan.localisation.standard import standard_sentences

LARGEST_FILE = 2 * 1024 * 1024
"""Bytes that a translator's file may have; all sentences in two languages need a fifth of it."""

_OWN_MARK = "Kalimat sendiri; aslinya: "


def write_translations(language: str, own: Mapping[str, str], project: str) -> bytes:
    """Return all sentences of a language as PO, a regency's own in place of the standard ones."""
    catalogue = Catalog(locale=language, project=project, charset="utf-8", fuzzy=False)
    for sentence in standard_sentences():
        said = sentence.by_language[language]
        remark = [f"{_OWN_MARK}{said}"] if sentence.message in own else []
        catalogue.add(sentence.message, own.get(sentence.message, said), auto_comments=remark)
    written = BytesIO()
    write_po(written, catalogue, no_location=True, width=110)
    return written.getvalue()


def read_translations(content: bytes) -> Iterator[tuple[str, str]]:
    """Yield each message of a PO file with its translation; of a counted one, the only form.

    :raises Refusal: translation.large, translation.unreadable
    """
    if len(content) > LARGEST_FILE:
        raise Refusal("translation.large", field="sheet", megabytes=LARGEST_FILE // (1024 * 1024))
    try:
        catalogue = read_po(BytesIO(content), abort_invalid=True)
    except (PoFileError, ValueError, UnicodeDecodeError, LookupError, IndexError) as fault:
        raise Refusal("translation.unreadable", field="sheet") from fault
    for message in catalogue:
        if message.id:
            first = message.id if isinstance(message.id, str) else message.id[0]
            said = message.string if isinstance(message.string, str) else (message.string or ("",))[0]
            yield first, said or ""
