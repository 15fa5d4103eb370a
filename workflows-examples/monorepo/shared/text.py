"""What a text is made of."""

import re


def clean(text):
    return text.lower()


def words(text):
    return re.findall(r"\w+", clean(text))


def letters(text, size):
    padded = f" {clean(text)} "
    return [padded[start : start + size] for start in range(len(padded) - size + 1)]
