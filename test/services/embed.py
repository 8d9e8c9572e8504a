# What Python's onnxruntime makes of texts with the model and the vocabulary that Hearth carries.
import json
import sys

import numpy
from onnxruntime import InferenceSession
from tokenizers import Tokenizer

folder = sys.argv[1]
tokenizer = Tokenizer.from_file(f"{folder}/tokenizer.json")
tokenizer.no_padding()
tokenizer.enable_truncation(256)
session = InferenceSession(f"{folder}/model.onnx", providers=["CPUExecutionProvider"])


def embed(text):
    encoded = tokenizer.encode(text)
    mask = numpy.array([encoded.attention_mask], numpy.int64)
    rows = session.run(
        ["last_hidden_state"],
        {
            "input_ids": numpy.array([encoded.ids], numpy.int64),
            "attention_mask": mask,
            "token_type_ids": numpy.array([encoded.type_ids], numpy.int64),
        },
    )[0]
    mean = (rows * mask[:, :, None]).sum(1)[0] / mask.sum()
    return encoded.ids, (mean / numpy.linalg.norm(mean)).tolist()


print(json.dumps([embed(text) for text in json.load(sys.stdin)]))
