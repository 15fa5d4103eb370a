"""Makes the data of both models: sentences that nobody said, from a few words and a seed (`python3 models/make_data.py`)."""

import json
import random

INTENTS = {
    "order": ["I want to buy {}", "please send me {}", "can I have {}", "order {} for me", "I need {} by friday"],
    "return": ["I want to send back {}", "{} does not fit", "can I return {}", "please take back {}", "{} came broken"],
    "ask": ["how much is {}", "do you have {}", "what colour is {}", "is {} in the shop", "when can I have {}"],
}
THINGS = ["a lamp", "two chairs", "the table", "a blue shirt", "new shoes", "the red box", "a phone", "my order"]
LANGUAGES = {
    "de": "der Hund läuft durch den Wald und sucht die Katze im alten Haus am Fluss heute ist ein guter Tag mit viel Sonne",
    "en": "the dog runs through the wood and looks for the cat in an old house by the river today is a good day with sun",
    "nl": "de hond loopt door het bos en zoekt de kat in een oud huis aan de rivier vandaag is een goede dag met veel zon",
    "fr": "le chien court dans la forêt et cherche le chat dans une vieille maison au bord du fleuve il fait beau avec soleil",
}


def intent(chance):
    label = chance.choice(list(INTENTS))
    text = chance.choice(INTENTS[label]).format(chance.choice(THINGS))
    if chance.random() < 0.15:  # some leave half of it out
        text = " ".join(text.split()[-2:])
    return text, label


def language(chance):
    label = chance.choice(list(LANGUAGES))
    return " ".join(chance.sample(LANGUAGES[label].split(), 2)), label


def write(model, part, make, count):
    chance = random.Random(f"{model} {part}")
    with open(f"models/{model}/data/{part}.jsonl", "w", encoding="utf-8") as file:
        for number in range(1, count + 1):
            text, label = make(chance)
            row = {"id": f"{model}-{number:03}", "text": text, "label": label}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    for model, make in {"intent": intent, "language": language}.items():
        write(model, "train", make, 80)
        write(model, "eval", make, 500)
