"""Makes data/eval.jsonl: tickets that nobody wrote, from a few phrases and a seed.

Each has a topic and may be urgent. One in ten speaks of another topic too, which no list of words gets right.
"""

import json
import random

TOPICS = {
    "billing": ["the invoice is wrong", "my payment was declined", "please refund me", "charged twice", "which price is it"],
    "login": ["my password is refused", "the account is locked", "no code arrives", "cannot sign in", "two-factor is lost"],
    "delivery": ["the parcel is late", "the courier left it", "tracking stands still", "wrong address", "box was open"],
}
URGENT = ["right now", "today please", "we cannot work", "this is urgent", "customers wait"]
CALM = ["when you have time", "no hurry", "just asking", "thank you", "some day"]
FILLERS = ["hello", "since monday", "again", "on my phone", "for our team", "in the new app", "as last time"]


def ticket(chance, number):
    topic = chance.choice(list(TOPICS))
    urgent = chance.random() < 0.4
    words = [chance.choice(TOPICS[topic]), chance.choice(URGENT if urgent else CALM), *chance.sample(FILLERS, 2)]
    if chance.random() < 0.1:
        words.insert(0, chance.choice(TOPICS[chance.choice(list(TOPICS))]))
    channel = chance.choices(["mail", "chat"], [3, 1])[0]
    return {
        "id": f"t-{number:04}",
        "text": ", ".join(words),
        "topic": topic,
        "urgency": "urgent" if urgent else "calm",
        "channel": channel,
    }


if __name__ == "__main__":
    chance = random.Random("tickets")
    with open("data/eval.jsonl", "w", encoding="utf-8") as file:
        for number in range(1, 501):
            file.write(json.dumps(ticket(chance, number)) + "\n")
