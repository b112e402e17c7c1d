"""Agreement of 100,000 generated claims against one `DataFrame.groupby` pass over the same frame.

Run: `python benchmarks/agreement.py`. Prints the best of several runs of each, in milliseconds, and their ratio. The
pass is measured twice: as the cheapest there is, counting the claims of each party on each incident, and as what a
reader of such a frame would write first, the last stated value of every column of each party on each incident.
"""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from layers.agreement.frames import agreement_of, field_agreement_of

if TYPE_CHECKING:
    from collections.abc import Callable

CLAIMS = 100_000
INCIDENTS = 20_000
PARTIES = 15
DAY_S = 86_400.0


def generated_claims(*, seed: int = 20170518) -> pd.DataFrame:
    """Return a table of claims about as full as the Al-Tanf case: some fields are often stated, most seldom."""
    chance = np.random.default_rng(seed)
    parties = np.array([f"party-{n:02d}" for n in range(PARTIES)], dtype=object)
    incident = chance.integers(0, INCIDENTS, CLAIMS)
    day = chance.integers(17_000, 20_000, INCIDENTS)[incident] * DAY_S
    said = day + chance.integers(0, 30, CLAIMS) * DAY_S

    def some(values: np.ndarray, share: float) -> pd.Series:
        return pd.Series(values).where(chance.random(CLAIMS) < share)

    def text(choices: list[str], share: float) -> pd.Series:
        return some(chance.choice(np.array(choices, dtype=object), CLAIMS), share)

    timed, placed = chance.random(CLAIMS) < 0.3, chance.random(CLAIMS) < 0.3
    killed = chance.integers(0, 60, CLAIMS).astype(float)
    start = day + chance.integers(-1, 2, CLAIMS) * DAY_S
    retracted = chance.random(CLAIMS) < 0.01
    return pd.DataFrame(
        {
            "incident": [f"incident-{n:05d}" for n in incident],
            "party": parties[chance.integers(0, PARTIES, CLAIMS)],
            "claim": [f"claim-{n:06d}" for n in range(CLAIMS)],
            "said_s": said,
            "said_until_s": said + DAY_S,
            "retracted_s": np.where(retracted, said + DAY_S, np.nan),
            "silent": chance.random(CLAIMS) < 0.07,
            "denies_part": chance.random(CLAIMS) < 0.04,
            "occurred": text(["yes"] * 39 + ["no"], 0.65),
            "when_start_s": np.where(timed, start, np.nan),
            "when_end_s": np.where(timed, start + chance.choice([3600.0, DAY_S], CLAIMS), np.nan),
            "lat": np.where(placed, 33.5 + chance.normal(0, 0.2, CLAIMS), np.nan),
            "lon": np.where(placed, 38.6 + chance.normal(0, 0.2, CLAIMS), np.nan),
            "uncertainty_m": np.where(placed, chance.choice([1500.0, 5000.0, 15_000.0], CLAIMS), np.nan),
            "actor": text(list(parties[:6]), 0.35),
            "actor_words": text(["unknown gunmen", "unknown aircraft", "militia"], 0.1),
            "target": text(list(parties[3:9]), 0.15),
            "target_words": text([f"wording {n}" for n in range(200)], 0.2),
            "weapon": text(["air strike", "drone", "rockets", "ground fire"], 0.15),
            "armed": text(["yes", "no"], 0.1),
            "killed_low": some(killed, 0.16),
            "killed_high": some(killed + chance.integers(0, 9, CLAIMS), 0.12),
            "injured_low": some(killed * 2, 0.1),
            "injured_high": some(killed * 2 + 5, 0.1),
            "inside_zone": text(["yes", "yes", "no", "denies-zone"], 0.14),
            "lawful": text(["yes", "no", "no"], 0.06),
        }
    )


def best_ms(work: Callable[[], object], *, runs: int = 7) -> float:
    """Return the time of the best of several runs in milliseconds."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return 1000 * min(times)


def main() -> None:
    """Measure, and print a table or, with --json, one line of JSON."""
    claims = generated_claims()
    by_party = ["incident", "party"]
    measured = {
        "groupby_size": best_ms(lambda: claims.groupby(by_party).size()),
        "groupby_last": best_ms(lambda: claims.groupby(by_party).last()),
        "agreement": best_ms(lambda: agreement_of(claims)),
        "field_agreement": best_ms(lambda: field_agreement_of(claims)),
    }
    if "--json" in sys.argv[1:]:
        print(json.dumps(measured))
        return
    for name, milliseconds in measured.items():
        against = ", ".join(
            f"{milliseconds / measured[base]:4.1f} x {base}" for base in ("groupby_size", "groupby_last")
        )
        print(f"{name:16} {milliseconds:7.1f} ms  {against}")


if __name__ == "__main__":
    main()
