"""With which document a regency begins."""

from sertakan.tenancy.document import Clause, Programme, RegencyDocument
from sertakan.tenancy.regions import Region
from sertakan.tenancy.regions.draft import default_document


def document_for(region: Region, source: RegencyDocument | None = None) -> RegencyDocument:
    """Return a regency's first draft, with the parameters of another one if there is a source.

    Programme, form and rule tests are taken over. The regulation and its clauses are not: another regency's article
    decides nothing here, so every parameter is marked as uncited. Nor are people, words, colours or logo.
    """
    draft = default_document(region)
    if source is None:
        return draft
    uncited = tuple(Clause(parameter=f"programme.{name}", uncited=True) for name in Programme.model_fields)
    return draft.with_parts(
        programme=source.programme, form=source.form, rule_tests=source.rule_tests, clauses=uncited
    )
