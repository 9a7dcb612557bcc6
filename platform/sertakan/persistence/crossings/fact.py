"""Daily headline counts per tenant: all that the centre ever sees of a regency's people."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Date, Integer, Text, func
from sqlalchemy.orm import Mapped, mapped_column

from sertakan.persistence.database import Model


class DailyFactRow(Model):
    """Count one measure of one tenant on one day."""

    __tablename__ = "daily_fact"

    tenant_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    measure: Mapped[str] = mapped_column(Text, primary_key=True)
    value: Mapped[int] = mapped_column(BigInteger)
    counted_at: Mapped[datetime] = mapped_column(server_default=func.now())
