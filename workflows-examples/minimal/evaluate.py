"""The scales: reads the examples it is told to evaluate, and writes one row of results for each."""

import json
import os

from model import predict

examples_file = os.environ.get("WEIGHBRIDGE_EXAMPLES", "data/eval.jsonl")
results_file = os.environ.get("WEIGHBRIDGE_RESULTS", "results.jsonl")

evaluated = correct = 0
with open(examples_file, encoding="utf-8") as examples, open(results_file, "w", encoding="utf-8") as rows:
    for example in map(json.loads, examples):
        prediction = predict(example["text"])
        row = {
            "id": example["id"],
            "metrics": {"correct": int(prediction == example["label"])},
            "slices": {"language": example["language"]},
            "label": example["label"],
            "prediction": prediction,
        }
        rows.write(json.dumps(row) + "\n")
        evaluated += 1
        correct += row["metrics"]["correct"]

print(f"{correct} of {evaluated} tickets read correctly")
