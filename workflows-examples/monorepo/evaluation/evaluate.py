"""The scales of every model: `python3 -m evaluation.evaluate intent` writes one row of results for each example."""

import importlib
import json
import os
import sys

name = sys.argv[1]
model = importlib.import_module(f"models.{name}.model").load()
examples_file = os.environ.get("WEIGHBRIDGE_EXAMPLES", f"models/{name}/data/eval.jsonl")
results_file = os.environ.get("WEIGHBRIDGE_RESULTS", "results.jsonl")

evaluated = correct = 0
with open(examples_file, encoding="utf-8") as examples, open(results_file, "w", encoding="utf-8") as rows:
    for example in map(json.loads, examples):
        prediction = model.predict(example["text"])
        row = {
            "id": example["id"],
            "metrics": {"correct": int(prediction == example["label"])},
            "label": example["label"],
            "prediction": prediction,
        }
        rows.write(json.dumps(row) + "\n")
        evaluated += 1
        correct += row["metrics"]["correct"]

print(f"{name}: {correct} of {evaluated} sentences read correctly")
