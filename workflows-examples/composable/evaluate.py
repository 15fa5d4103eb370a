"""The scales of both models: `python3 evaluate.py topic` writes one row of results for each example."""

import json
import os
import sys

from classify import load, predict

model = sys.argv[1]
rules = load(model)
examples_file = os.environ.get("WEIGHBRIDGE_EXAMPLES", "data/eval.jsonl")
results_file = os.environ.get("WEIGHBRIDGE_RESULTS", "results.jsonl")

evaluated = correct = 0
with open(examples_file, encoding="utf-8") as examples, open(results_file, "w", encoding="utf-8") as rows:
    for example in map(json.loads, examples):
        prediction = predict(rules, example["text"])
        row = {
            "id": example["id"],
            "metrics": {"correct": int(prediction == example[model])},
            "slices": {"channel": example["channel"]},
            "label": example[model],
            "prediction": prediction,
        }
        rows.write(json.dumps(row) + "\n")
        evaluated += 1
        correct += row["metrics"]["correct"]

print(f"{model}: {correct} of {evaluated} tickets read correctly")
