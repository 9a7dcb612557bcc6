"""Keep what the regency wants of each village, and which banjar there are."""

from collections.abc import Sequence

from sertakan.apparatus.events import VillageChanged
from sertakan.apparatus.model import Clerk, Village
from sertakan.apparatus.repository import villages as repository
from sertakan.audit.service import record
from sertakan.kernel.refusal import Refusal
from sertakan.kernel.text import fold, tidy

MOST_BANJAR = 60
_LONGEST_NAME = 80


def list_villages(tenant_id: int) -> dict[str, Village]:
    """Return what is known of villages, by code."""
    return repository.list_villages(tenant_id)


def get_village(tenant_id: int, code: str) -> Village:
    """Return what is known of one village."""
    return repository.list_villages(tenant_id, code).get(code, Village(code=code))


def change_village(clerk: Clerk, code: str, *, target: int | None, banjar: Sequence[str]) -> None:
    """Keep a village's target and its banjar, in the order given and each once.

    :raises Refusal: banjar.many(most), banjar.long(name, max)
    """
    names = {fold(name): tidy(name) for name in banjar if fold(name)}
    if len(names) > MOST_BANJAR:
        raise Refusal("banjar.many", field="banjar", most=MOST_BANJAR)
    if long := next((name for name in names.values() if len(name) > _LONGEST_NAME), None):
        raise Refusal("banjar.long", field="banjar", name=f"{long[:20]}…", max=_LONGEST_NAME)
    wanted = Village(code=code, worker_target=target, banjar=tuple(names.values()))
    if wanted == get_village(clerk.tenant_id, code):
        return
    repository.keep_target(clerk.tenant_id, code, target)
    repository.replace_banjar(clerk.tenant_id, code, wanted.banjar)
    record(VillageChanged(village=code, banjar=len(names)), at=clerk.now, actor_id=clerk.account_id)
