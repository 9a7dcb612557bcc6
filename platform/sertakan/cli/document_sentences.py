"""Name each fault of a regency's document with its file and its field, ready to be mended with an editor."""

from collections.abc import Iterator

from sertakan.kernel.refusal import Refusal
from sertakan.localisation.document_faults import sentence_of
from sertakan.localisation.document_labels import label_of
from sertakan.tenancy.document_file import DocumentError, DocumentInvalid


def sentences_for(invalid: Refusal) -> Iterator[str]:
    """Yield one line for each fault."""
    if isinstance(invalid, DocumentInvalid):
        yield from (_line(fault) for fault in invalid.errors)


def _line(fault: DocumentError) -> str:
    label = label_of(fault.path)
    field = f"{fault.path} ({label})" if label else fault.path
    place = ", ".join(part for part in (fault.file, field) if part)
    return f"{place}: {sentence_of(fault)}" if place else sentence_of(fault)
