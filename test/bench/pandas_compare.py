"""What `weighbridge compare` computes, by pandas, NumPy and SciPy: the benchmark's other side.

    pandas_compare.py BASELINE.jsonl CANDIDATE.jsonl SPEC.json [--reader pandas|pyarrow]

SPEC: {"alpha", "slices": [...], "metrics": [{"name", "of", "better", "range", "tolerance", "margin",
"relative", "passFail", "declared": [...]}]}. All metrics gate. Prints one JSON object: the line of each metric and slice,
and how many examples newly fail and pass. The rows are checked as a careful analyst would: no id twice, no value that
is missing, none outside its range.
"""

import argparse
import json
import os
import resource
import sys

import numpy as np
import pandas as pd
from scipy import stats

HELD_ALPHA = 0.05
NOISE = 1e-9


def read_rows(path, reader):
    if reader == "pyarrow":
        from pyarrow import json as arrow_json

        frame = arrow_json.read_json(path).flatten().to_pandas()
        return frame.rename(columns=lambda name: name.split(".", 1)[-1])
    raw = pd.read_json(path, lines=True, dtype=False)
    return pd.concat(
        [
            raw["id"],
            pd.DataFrame(raw["metrics"].tolist(), index=raw.index),
            pd.DataFrame(raw["slices"].tolist(), index=raw.index),
        ],
        axis=1,
    )


def check(frame, path, spec):
    if frame["id"].duplicated().any():
        sys.exit(f"{path}: an id stands there twice")
    for metric in spec["metrics"]:
        column = frame[metric["of"]]
        low, high = metric["range"] or (-np.inf, np.inf)
        if not np.isfinite(column).all() or not column.between(low, high).all():
            sys.exit(f"{path}: {metric['of']} is missing or outside of its range")


def squares(contrast, scale):
    """Squares about the mean; 0 where they are only the noise of floating-point numbers."""
    total = np.square(contrast - contrast.mean()).sum()
    return 0.0 if total <= len(contrast) * (NOISE * scale) ** 2 else total


def estimate(c, b, rest, ratio_of_means):
    """The regression estimator: plain pairing where every example of the suite was evaluated."""
    n, others = len(c), len(rest)
    f = n / (n + others)
    mean_c, mean_b = c.mean(), b.mean()
    mean_rest = rest.mean() if others else 0.0
    suite = f * mean_b + (1 - f) * mean_rest
    scale = max(np.abs(c).max(), np.abs(b).max())
    squares_b = squares(b, scale)
    beta = np.clip(((c - mean_c) * (b - mean_b)).sum() / squares_b, 0, 1) if squares_b > 0 else 1.0
    kappa = beta * (1 - f) + f
    delta = mean_c - kappa * mean_b - (1 - kappa) * mean_rest
    ratio = (mean_c + beta * (suite - mean_b)) / suite if ratio_of_means else 1.0
    variance = squares(c - (beta * (1 - f) + ratio * f) * b, scale) / (n - 2) / n
    if others:
        variance += ((1 - f) * (ratio - beta)) ** 2 * squares_b / (n - 2) / others
    return n, suite, delta, variance


def held_variance(variance, c, b, margin, worse, better):
    """The variance raised to Tango's under a drop of the whole margin (Stat. Med. 17:891)."""
    n = len(c)
    difference = c - b
    down, up = -difference[worse].sum(), difference[better].sum()
    qb = -down - up + (2 * n - down + up) * margin
    qc = -up * margin * (1 - margin)
    q = (np.sqrt(max(0.0, qb * qb - 8 * n * qc)) - qb) / (4 * n)
    tango = (2 * q + margin * (1 - margin)) / n
    pair = squares(difference, max(np.abs(c).max(), np.abs(b).max())) / (n - 2) / n
    if not worse.any() and not better.any():
        return tango, down, up
    if pair == 0:
        return max(variance, tango), down, up
    return max(variance * max(1.0, tango / pair), tango / 4), down, up


class Pairs:
    """What the pairs alone say of a quantity: the paired t test, for a ratio of means Fieller's (1954)."""

    def __init__(self, c, b, unit):
        n = len(c)
        self.df, self.unit, self.c, self.b = n - 2, unit, c.mean(), b.mean()
        scale = max(np.abs(c).max(), np.abs(b).max())
        self.variance = lambda gamma: squares(c - gamma * b, scale) / self.df / n
        self.of_baseline = squares(b, scale) / self.df / n
        ratio = self.c / self.b
        self.covariance = ((c - ratio * b) * (b - self.b)).sum() / self.df / n

    def p(self, bound):
        if self.unit is None:
            return stats.t.cdf((self.c - self.b - bound) / np.sqrt(self.variance(1.0)), self.df)
        gamma = 1 + bound / self.unit
        contrast = stats.t.cdf((self.c - gamma * self.b) / np.sqrt(self.variance(gamma)), self.df)
        return max(contrast, stats.t.cdf(-abs(self.b) / np.sqrt(self.of_baseline), self.df))

    def end(self, alpha, side):
        t = stats.t.ppf(1 - alpha, self.df)
        if self.unit is None:
            return self.c - self.b + side * t * np.sqrt(self.variance(1.0))
        lead = self.b**2 - t * t * self.of_baseline
        if not lead > 0:
            return side * np.inf
        half = t * t * self.covariance
        ratio = self.c / self.b
        root = np.sqrt(half * half + lead * t * t * self.variance(ratio))
        return (ratio + (side * np.sign(self.unit) * root - half) / lead - 1) * self.unit


def compare(metric, c, b, rest, planned, key, value):
    bounded = metric["range"] is not None
    sign = 1.0 if metric["better"] == "higher" else -1.0
    low, high = metric["range"] if bounded else (0.0, 1.0)
    width, origin = high - low, (0.0 if not bounded else low if sign > 0 else high)
    c, b, rest = (sign * (column - origin) / width for column in (c, b, rest))
    n, suite, delta, variance = estimate(c, b, rest, metric["relative"])
    unit = abs(suite) if metric["relative"] else 1 / width
    tolerance = metric["tolerance"] * unit
    margin = tolerance + max(0.02, 1 / np.sqrt(planned)) if metric["margin"] is None else metric["margin"] * unit
    equal = np.abs(c - b) <= NOISE * np.maximum(np.abs(c), np.abs(b))
    worse, better = (c < b) & ~equal, (c > b) & ~equal
    p = stats.t.cdf((delta + tolerance) / np.sqrt(variance), n - 2)
    discordant = int(worse.sum() + better.sum())
    if metric["passFail"] and discordant < 10:
        mcnemar = stats.binom(discordant, 0.5)
        p = max(p, mcnemar.sf(worse.sum()) + mcnemar.pmf(worse.sum()) / 2)
    t05 = stats.t.ppf(HELD_ALPHA, n - 2)
    if bounded:
        raised, down, up = held_variance(variance, c, b, margin, worse, better)
        lower = delta + t05 * np.sqrt(raised)
        if up == 0:
            lower = min(lower, -stats.beta.ppf(1 - HELD_ALPHA, down + 1, n - down))
        pairs = None
    else:
        pairs = Pairs(c, b, suite if metric["relative"] else None)
        p = max(p, pairs.p(-tolerance))
        lower = min(delta + t05 * np.sqrt(variance), pairs.end(HELD_ALPHA, -1))
    return {
        "name": metric["name"],
        "slice": None if key is None else {"key": key, "value": value},
        "gating": key is None or key in metric["declared"],
        "n": n,
        "baseline": origin + sign * width * suite,
        "delta": sign * width * delta,
        "worse": int(worse.sum()),
        "better": int(better.sum()),
        "p": p,
        "held": bool(lower >= -margin),
        "improved": bool(lower >= -margin and lower > 0),
        "scale": sign * width,
        "turned": (delta, variance, n, lower, pairs),
    }


def holm(lines, alpha):
    """Step-down over gating metrics and declared slices; gives every line its level."""
    stopped = None
    family = sorted((line for line in lines if line["gating"]), key=lambda line: line["p"])
    for place, line in enumerate(family):
        line["alpha"] = stopped if stopped is not None else alpha / (len(family) - place)
        line["regressed"] = stopped is None and bool(line["p"] <= line["alpha"])
        if not line["regressed"]:
            stopped = line["alpha"]


def benjamini_hochberg(lines, alpha):
    """Slices that were not declared are warned of."""
    family = sorted((line for line in lines if not line["gating"]), key=lambda line: line["p"])
    last = max((i for i, line in enumerate(family) if line["p"] <= alpha * (i + 1) / len(family)), default=-1)
    for place, line in enumerate(family):
        line["alpha"] = alpha * max(1, last + 1) / len(family)
        line["regressed"] = place <= last


def finish(line):
    delta, variance, n, lower, pairs = line.pop("turned")
    scale = line.pop("scale")
    upper = delta - stats.t.ppf(line["alpha"], n - 2) * np.sqrt(variance)
    if pairs is None:
        lower, upper = max(-1.0, lower), min(1.0, upper)
    else:
        upper = max(upper, pairs.end(line["alpha"], 1))
    line["interval"] = sorted([scale * lower, scale * upper])
    held, improved = line.pop("held"), line.pop("improved")
    line["outcome"] = (
        "regressed" if line["regressed"] else "improved" if improved else "held" if held else "inconclusive"
    )
    return line


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("baseline")
    parser.add_argument("candidate")
    parser.add_argument("spec")
    parser.add_argument("--reader", choices=["pandas", "pyarrow"], default="pandas")
    args = parser.parse_args()
    with open(args.spec, encoding="utf-8") as file:
        spec = json.load(file)
    baseline, candidate = read_rows(args.baseline, args.reader), read_rows(args.candidate, args.reader)
    check(baseline, args.baseline, spec)
    check(candidate, args.candidate, spec)
    planned = len(candidate)
    names = [metric["of"] for metric in spec["metrics"]]
    joined = baseline.merge(candidate[["id", *names]], on="id", how="left", suffixes=("", "_candidate"))
    del baseline, candidate
    lines = []
    for metric in spec["metrics"]:
        b = joined[metric["of"]].to_numpy(float)
        c = joined[f"{metric['of']}_candidate"].to_numpy(float)
        there = ~np.isnan(c)
        lines.append(compare(metric, c[there], b[there], b[~there], planned, None, None))
        for key in spec["slices"]:
            for value, places in joined.groupby(key, sort=True).indices.items():
                own = there[places]
                inside, outside = places[own], places[~own]
                lines.append(compare(metric, c[inside], b[inside], b[outside], len(inside), key, value))
    holm(lines, spec["alpha"])
    benjamini_hochberg(lines, spec["alpha"])
    first = next(metric for metric in spec["metrics"] if metric["passFail"])
    pairs = joined[joined[f"{first['of']}_candidate"].notna()]
    before, after = pairs[first["of"]] > 0.5, pairs[f"{first['of']}_candidate"] > 0.5
    failing, passing = sorted(pairs["id"][before & ~after]), sorted(pairs["id"][~before & after])
    json.dump(
        {
            "metrics": [finish(line) for line in lines],
            "newlyFailing": {"count": len(failing), "ids": failing[:1000]},
            "newlyPassing": {"count": len(passing), "ids": passing[:1000]},
        },
        sys.stdout,
    )


def report_peak_memory():
    target = os.environ.get("BENCH_PEAK_MEMORY")
    if target is None:
        return
    try:
        with open("/proc/self/status", encoding="utf-8") as status:
            kib = next(int(line.split()[1]) for line in status if line.startswith("VmHWM:"))
    except OSError:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        kib = peak / 1024 if sys.platform == "darwin" else peak
    with open(target, "w", encoding="utf-8") as file:
        file.write(str(kib * 1024 / 1e6))


if __name__ == "__main__":
    main()
    report_peak_memory()
