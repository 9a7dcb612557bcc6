"""Keep the text of a regulation once, under what it holds."""

import hashlib
from uuid import UUID

from sertakan.configuration.service.checking import REGULATION_TEXT
from sertakan.kernel.refusal import Refusal
from sertakan.persistence.files import find_file, store_file
from sertakan.persistence.files.content import MediaType, recognise
from sertakan.persistence.files.pdf import ensure_harmless
from sertakan.tenancy.document import UploadedFile


def keep_text(tenant_id: int, content: bytes, account_id: UUID) -> UploadedFile:
    """Keep a regulation's PDF and return how a document names it; the same file is kept once.

    :raises Refusal: file.missing, file.large, file.not_pdf, pdf.bomb, pdf.active
    :raises StoreAway: file.store_away
    """
    recognised = recognise(content)
    if content and (recognised is None or recognised.media_type is not MediaType.PDF):
        raise Refusal("file.not_pdf", field="text")
    digest = hashlib.sha256(content).hexdigest()
    if find_file(tenant_id, purpose=REGULATION_TEXT, sha256_hex=digest) is None:
        ensure_harmless(content, field="text")
        store_file(tenant_id, purpose=REGULATION_TEXT, content=content, account_id=account_id, field="text")
    return UploadedFile(sha256=digest, media_type="application/pdf", byte_count=len(content))
