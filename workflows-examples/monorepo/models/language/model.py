"""Which language a sentence is in: reads its letters, so many at a time."""

from shared.bayes import Bayes
from shared.text import letters

LETTERS = 2
SMOOTHING = 0.5


def load():
    return Bayes(lambda text: letters(text, LETTERS), SMOOTHING).learn("models/language/data/train.jsonl")
