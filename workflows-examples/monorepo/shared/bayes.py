"""Naive Bayes over the parts of a text, for every model of this repository. What the parts are, the model says."""

import json
import math
from collections import Counter


class Bayes:
    def __init__(self, parts, smoothing):
        self.parts = parts
        self.smoothing = smoothing
        self.counts = {}

    def learn(self, path):
        with open(path, encoding="utf-8") as examples:
            for example in map(json.loads, examples):
                self.counts.setdefault(example["label"], Counter()).update(self.parts(example["text"]))
        self.known = set().union(*self.counts.values())
        return self

    def predict(self, text):
        parts = [part for part in self.parts(text) if part in self.known]
        return max(sorted(self.counts), key=lambda label: self.score(label, parts))

    def score(self, label, parts):
        counts = self.counts[label]
        total = sum(counts.values()) + self.smoothing * len(self.known)
        return sum(math.log((counts[part] + self.smoothing) / total) for part in parts)
