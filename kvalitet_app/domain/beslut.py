"""Gynnande beslut that are not carried out in time, by the letter of LSS 28 f–h §§ (for SoL: 34 kap. 1–4 §§)."""

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from kvalitet_app.domain.worded import Worded

MONTHS = 3  # from the decision, or from the day on which it was broken off


class EvbLage(Worded):
    """How a decision stands in what a quarter reports."""

    NY = "ny", "Ny"  # it passed the limit in the quarter
    KVAR = "kvar", "Väntar sedan förut"  # it had passed before, and waits
    VERKSTALLD = "verkstalld", "Verkställd för sent"  # carried out in the quarter, too late (28 g §)


@dataclass(frozen=True, slots=True)
class Verkstallighet:
    """The days of a decision. `avbrott` starts the three months anew, and only what is carried out after it counts."""

    beslut: date
    verkstalld: date | None = None
    avbrott: date | None = None

    @property
    def grans(self) -> date:
        """The last day in time: 30 November and three months is 28 February."""
        return self.sedan + relativedelta(months=MONTHS)

    @property
    def sedan(self) -> date:
        """The day from which the person has waited."""
        return self.avbrott or self.beslut

    @property
    def gjort(self) -> date | None:
        """When it was carried out, after an interruption anew."""
        done = self.verkstalld
        return None if done is None or (self.avbrott is not None and done < self.avbrott) else done

    def waits(self, day: date) -> bool:
        """Whether it has waited more than three months on that day's evening."""
        return self.grans < day and (self.gjort is None or self.gjort > day)

    def reported(self, first: date, last: date) -> EvbLage | None:
        """How it stands in the report of the days from `first` through `last`, as known then; None: it is not in it."""
        late = self.grans + timedelta(days=1)
        done = self.gjort if self.gjort is not None and self.gjort <= last else None
        if late > last or (done is not None and (done < late or done < first)):
            return None
        if done is not None:
            return EvbLage.VERKSTALLD
        return EvbLage.NY if late >= first else EvbLage.KVAR
