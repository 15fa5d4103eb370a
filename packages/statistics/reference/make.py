"""Reference values for the tests of packages/statistics, computed independently with NumPy, SciPy and statsmodels.

    python -m venv /tmp/reference && /tmp/reference/bin/pip install numpy==2.4.6 scipy==1.17.1 statsmodels==0.15.0
    /tmp/reference/bin/python packages/statistics/reference/make.py && npx biome format --write packages/statistics/reference

Writes values.json beside this file. Nothing here is copied from the TypeScript: likelihoods are maximised numerically, permutations are
enumerated, estimators are written from their definitions.
"""

import itertools
import json
import platform
from pathlib import Path

import numpy as np
import scipy
import statsmodels
from scipy import optimize, special, stats
from statsmodels.stats import multitest, proportion

rng = np.random.default_rng(20_260_101)


def t_values():
    freedoms = [1, 2, 3, 6, 10, 28, 57, 126, 398, 1795, 99_998, 1_000_000]
    cdf = [[t, df, stats.t.cdf(t, df)] for df in freedoms for t in [-40, -12, -5, -3.3, -2, -1.645, -0.5, -1e-3, 0, 0.7, 2.5]]
    quantile = [[p, df, stats.t.ppf(p, df)] for df in freedoms for p in [1e-12, 1e-8, 1e-5, 0.001, 0.0025, 0.01, 0.05, 0.1, 0.4, 0.8, 0.95, 0.999]]
    return {"cdf": cdf, "quantile": quantile}


def normal_values():
    return {
        "cdf": [[z, stats.norm.cdf(z)] for z in [-37, -20, -8, -3.01, -2.99, -1.645, -1, -1e-8, 0, 0.3, 2.9, 3.1, 6]],
        "quantile": [[p, stats.norm.ppf(p)] for p in [1e-300, 1e-20, 1e-8, 0.001, 0.025, 0.05, 0.2, 0.499, 0.5, 0.8, 0.975, 0.999999]],
    }


def binomial_values():
    whole = [[k, n, p, stats.binom.cdf(k, n, p)] for n in [8, 30, 400, 1797, 100_000] for k in [0, 1, 3, 7] for p in [0.001, 0.02, 0.05, 0.3]]
    between = [[k, n, p, special.betainc(n - k, k + 1, 1 - p)] for n in [30, 400] for k in [0.3, 2.5] for p in [0.02, 0.05]]
    return whole + between


def mid_p_values():
    def mid_p(worse, better):
        n = worse + better
        x = stats.binom(n, 0.5)
        return x.sf(worse) + 0.5 * x.pmf(worse)

    return [[w, b, mid_p(w, b)] for w in range(10) for b in range(10)] + [[40, 20, mid_p(40, 20)], [500, 430, mid_p(500, 430)]]


def tango_values():
    """Variance under a difference of −m from the multinomial likelihood, maximised over the nuisance probability by search."""
    rows = []
    for n in [8, 30, 100, 400, 1797]:
        for down, up in [(0, 0), (3, 0), (0, 4), (5, 2), (1, 6), (25, 12), (60, 55), (2.7, 1.3)]:
            if down + up > n:
                continue
            for m in [0.005, 0.02, 0.055, 0.2, 0.6]:
                def negative(q):
                    same = 1 - 2 * q - m
                    return -(special.xlogy(up, q) + special.xlogy(down, q + m) + special.xlogy(n - down - up, same))

                def slope(q):
                    return up / q + down / (q + m) - 2 * (n - down - up) / (1 - 2 * q - m)

                high = (1 - m) / 2
                low = 1e-300
                if slope(1e-14) <= 0:
                    q = 0.0
                else:
                    q = optimize.brentq(slope, 1e-14, high * (1 - 1e-12), xtol=1e-16, rtol=1e-15, maxiter=500)
                assert negative(max(q, low)) <= min(negative(g) for g in np.linspace(1e-9, high * 0.999, 200)) + 1e-7
                rows.append([n, down, up, m, (2 * q + m * (1 - m)) / n])
    return rows


def sign_flip_values():
    rows = []
    for n in [8, 10, 13]:
        for shift in [-0.15, 0.0]:
            d = np.round(rng.normal(shift, 0.2, n), 3)
            for center in [0.0, -0.05]:
                e = d - center
                sums = [np.dot(signs, e) for signs in itertools.product([1, -1], repeat=n)]
                p = np.mean(np.array(sums) <= e.sum() + 1e-12)
                rows.append({"d": d.tolist(), "center": center, "p": float(p)})
    return rows


def many_tests():
    rows = []
    for size in [1, 3, 8, 25]:
        p = np.round(rng.beta(0.4, 2, size), 6)
        rows.append(
            {
                "p": p.tolist(),
                "holm": multitest.multipletests(p, 0.05, "holm")[0].tolist(),
                "bh": multitest.multipletests(p, 0.05, "fdr_bh")[0].tolist(),
            }
        )
    return rows


def wilson_values():
    return [[k, n, *proportion.proportion_confint(k, n, alpha=0.1, method="wilson")] for k, n in [(0, 10), (3, 10), (366, 400), (400, 400)]]


def square(x):
    """s² with two degrees of freedom spent."""
    return np.sum((x - x.mean()) ** 2) / (len(x) - 2)


def regression_values():
    rows = []
    for n, total, kind in [(40, 160, "pass"), (100, 100, "pass"), (25, 60, "score"), (30, 90, "cost"), (50, 50, "cost"), (3, 9, "score")]:
        if kind == "pass":
            chance = rng.beta(0.4, 0.3, total)
            b = (rng.random(total) < chance).astype(float)
            c = (rng.random(n) < chance[:n] * 0.95).astype(float)
        elif kind == "score":
            b = rng.random(total)
            c = np.clip(b[:n] + rng.normal(-0.03, 0.1, n), 0, 1)
        else:
            b = rng.lognormal(-5, 1, total)
            c = b[:n] * rng.lognormal(0.1, 0.2, n)
        s, rest = b[:n], b[n:]
        f = n / total
        beta = float(np.clip(np.cov(c, s)[0, 1] / np.var(s, ddof=1), 0, 1))
        kappa = beta * (1 - f) + f
        delta = np.mean(c - kappa * s) - (1 - kappa) * (rest.mean() if len(rest) else 0)
        level = c.mean() + beta * (b.mean() - s.mean())
        ratio = level / b.mean()

        def variance(g):
            k = beta * (1 - f) + g * f
            tail = ((1 - f) * (g - beta)) ** 2 * square(s) / len(rest) if len(rest) else 0
            return square(c - k * s) / n + tail

        rows.append(
            {
                "candidate": c.tolist(),
                "baseline": s.tolist(),
                "rest": rest.tolist(),
                "beta": beta,
                "kappa": kappa,
                "delta": float(delta),
                "variance": float(variance(1)),
                "ratio": float(ratio),
                "ratioVariance": float(variance(ratio)),
                "level": float(level),
                "levelVariance": float(square(c - beta * s) / n + beta**2 * square(b) / total),
            }
        )
    return rows


def paired_bounds():
    """Lower bounds of a difference and of a ratio of means, by searching the value at which the paired t test just rejects; null: unbounded."""
    rows = []
    for case in regression:
        for sign in [1, -1]:
            c, b = sign * np.array(case["candidate"]), sign * np.array(case["baseline"])
            n, unit = len(c), b.mean() * 1.1
            critical = stats.t.ppf(0.95, n - 2)

            def excess(gamma, shift=0.0):
                d = c - gamma * b + shift
                return d.mean() / np.sqrt(square(d) / n) - critical

            # Rejecting gets easier as sign·γ falls; without the limit in that direction nothing bounds the ratio.
            far = excess(-sign * 1e9)
            ratio = None
            if far > 0:
                limit = optimize.brentq(excess, -sign * 1e3, c.mean() / b.mean(), xtol=1e-15, rtol=1e-14)
                ratio = (limit - 1) * unit
            difference = -optimize.brentq(lambda shift: excess(1, shift), -1e3, 1e3, xtol=1e-15, rtol=1e-14)
            rows.append({"candidate": c.tolist(), "baseline": b.tolist(), "unit": unit, "difference": difference, "ratio": ratio})
    return rows


def sample_sizes():
    """Design figures: discordance d = 0.10, α = 0.05, power 0.8."""
    reach = stats.norm.ppf(0.95) + stats.norm.ppf(0.8)
    return [[x, reach**2 * (0.10 - x**2) / x**2] for x in [0.01, 0.02, 0.03, 0.05]]


regression = regression_values()
values = {
    "versions": {
        "python": platform.python_version(),
        "numpy": np.__version__,
        "scipy": scipy.__version__,
        "statsmodels": statsmodels.__version__,
    },
    "t": t_values(),
    "normal": normal_values(),
    "binomial": binomial_values(),
    "midP": mid_p_values(),
    "tango": tango_values(),
    "signFlip": sign_flip_values(),
    "manyTests": many_tests(),
    "wilson": wilson_values(),
    "regression": regression,
    "pairedBounds": paired_bounds(),
    "sampleSizes": sample_sizes(),
}
target = Path(__file__).parent / "values.json"
target.write_text(json.dumps(values) + "\n")
print(f"wrote {target}")
