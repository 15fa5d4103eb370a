"""The model: says of a ticket whether it is urgent. A naive Bayes classifier over words, learnt when it is imported."""

import json
import math
import re
from collections import Counter

SMOOTHING = 1.0  # so many times each word is taken to have been seen before any was
LABELS = ("urgent", "other")


def words(text):
    return re.findall(r"\w+", text.lower())


def learn(path="data/train.jsonl"):
    counts = {label: Counter() for label in LABELS}
    with open(path, encoding="utf-8") as tickets:
        for ticket in map(json.loads, tickets):
            counts[ticket["label"]].update(words(ticket["text"]))
    return counts


def score(counts, label, text):
    known = set().union(*counts.values())
    total = sum(counts[label].values()) + SMOOTHING * len(known)
    return sum(math.log((counts[label][word] + SMOOTHING) / total) for word in words(text) if word in known)


COUNTS = learn()


def predict(text):
    return max(LABELS, key=lambda label: score(COUNTS, label, text))
