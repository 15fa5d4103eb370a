"""Makes data/train.jsonl and data/eval.jsonl: tickets that nobody wrote, from a few phrases and a seed.

Real tickets belong to those who wrote them; these may be copied freely. One in ten is labelled against its words, as
people do, so that no model reads all of them right.
"""

import json
import random

PHRASES = {
    "urgent": {
        "en": ["cannot log in", "site is down", "payment was taken twice", "data is gone", "please call me now", "orders fail"],
        "de": ["Anmeldung geht nicht", "Seite ist weg", "Betrag doppelt gebucht", "Daten fehlen", "bitte sofort anrufen"],
    },
    "other": {
        "en": ["how do I change my name", "thank you for the help", "where is the invoice", "a small idea", "new address"],
        "de": ["wie ändere ich den Namen", "danke für die Hilfe", "wo ist die Rechnung", "eine kleine Idee", "neue Adresse"],
    },
}
FILLERS = {
    "en": ["since this morning", "again", "on my phone", "for our team", "in the shop", "hello", "last week", "with the app"],
    "de": ["seit heute früh", "schon wieder", "am Handy", "für unser Team", "im Shop", "hallo", "letzte Woche", "mit der App"],
}
MISLABELLED = 0.1


def ticket(chance, number):
    language = chance.choices(["en", "de"], [2, 1])[0]
    label = chance.choice(["urgent", "other"])
    words = [chance.choice(PHRASES[label][language]), *chance.sample(FILLERS[language], 3)]
    chance.shuffle(words)
    if chance.random() < MISLABELLED:
        label = "other" if label == "urgent" else "urgent"
    return {"id": f"t-{number:04}", "text": ", ".join(words), "label": label, "language": language}


def write(path, seed, first, count):
    chance = random.Random(seed)
    with open(path, "w", encoding="utf-8") as file:
        for number in range(first, first + count):
            file.write(json.dumps(ticket(chance, number), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    write("data/train.jsonl", "train", 1, 200)
    write("data/eval.jsonl", "eval", 201, 600)
