"""What somebody wants: reads the words of a sentence."""

from shared.bayes import Bayes
from shared.text import words

SMOOTHING = 1.0


def load():
    return Bayes(words, SMOOTHING).learn("models/intent/data/train.jsonl")
