import hashlib
import io
import zipfile
from collections.abc import Callable

import pytest

from sertakan.configuration.rules.bundle import Bundle, pack, unpack
from sertakan.kernel.refusal import Refusal
from sertakan.tenancy.document import RegencyDocument, UploadedFile
from sertakan.tenancy.document_file import DocumentInvalid
from sertakan.tenancy.regions import load_regencies
from sertakan.tenancy.regions.draft import default_document

PDF = b"%PDF-1.7 isi rekaan %%EOF"
LOGO = b"<svg xmlns='http://www.w3.org/2000/svg'/>"


def named(content: bytes, media_type: str) -> UploadedFile:
    return UploadedFile.model_validate(
        {
            "sha256": hashlib.sha256(content).hexdigest(),
            "media_type": media_type,
            "byte_count": len(content),
        }
    )


@pytest.fixture
def bundle() -> Bundle:
    plain = default_document(load_regencies()["11.01"])
    regulation = plain.regulation.model_copy(update={"text": named(PDF, "application/pdf")})
    branding = plain.branding.model_copy(update={"logo": "logo.svg"})
    document = plain.with_parts(regulation=regulation, branding=branding)
    return Bundle(document=document, files={hashlib.sha256(PDF).hexdigest(): PDF}, logo=LOGO)


Change = Callable[[dict[str, bytes]], None]


def changed(bundle: Bundle, change: Change) -> bytes:
    with zipfile.ZipFile(io.BytesIO(pack(bundle))) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    change(members)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as repacked:
        for name, content in members.items():
            repacked.writestr(name, content)
    return archive.getvalue()


class TestPack:
    def test_same_bundle_is_the_same_bytes(self, bundle: Bundle) -> None:
        assert pack(bundle) == pack(unpack(pack(bundle)))

    def test_everything_comes_back(self, bundle: Bundle) -> None:
        assert unpack(pack(bundle)) == bundle


class TestUnpack:
    @pytest.mark.parametrize(
        ("change", "code"),
        [
            (lambda members: members.pop("tenant.toml"), "bundle.document_missing"),
            (lambda members: members.pop("logo.svg"), "bundle.file_missing"),
            (lambda members: [members.pop(name) for name in [*members] if name[0] == "b"], "bundle.file_missing"),
            (
                lambda members: members.update({name: b"lain" for name in members if name[0] == "b"}),
                "bundle.file_altered",
            ),
        ],
    )  # fmt: skip
    def test_incomplete_archive_is_refused(self, bundle: Bundle, change: Change, code: str) -> None:
        with pytest.raises(Refusal) as refused:
            unpack(changed(bundle, change))
        assert refused.value.code == code

    def test_faulty_document_is_refused_with_its_paths(self, bundle: Bundle) -> None:
        def spoil(members: dict[str, bytes]) -> None:
            members["tenant.toml"] = members["tenant.toml"].replace(b'kind = "kabupaten"', b'kind = "negeri"')

        with pytest.raises(DocumentInvalid, match=r"identity\.kind"):
            unpack(changed(bundle, spoil))

    @pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"bukan arsip", pack.__name__.encode()])
    def test_other_files_are_refused(self, content: bytes) -> None:
        with pytest.raises(Refusal, match="bundle.unreadable"):
            unpack(content)

    def test_archive_that_unfolds_without_end_is_refused(self) -> None:
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("tenant.toml", b"0" * (65 * 1024 * 1024))

        with pytest.raises(Refusal, match="bundle.large"):
            unpack(archive.getvalue())


def test_documents_differ_in_nothing_after_a_journey(bundle: Bundle) -> None:
    arrived: RegencyDocument = unpack(pack(bundle)).document
    assert arrived == bundle.document
