"""Which person is covered in which month, as keyed hashes, so that nobody is sponsored twice."""

from sqlalchemy import Integer, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from sertakan.persistence.database import Model


class CoverMonthRow(Model):
    """Claim one month for one person; only hashes, and the tenant column is readable to nobody."""

    __tablename__ = "cover_month"

    person_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    month: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    match_hash: Mapped[bytes] = mapped_column(LargeBinary)
    tenant_id: Mapped[int] = mapped_column(Integer)
