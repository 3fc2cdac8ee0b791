"""From a clip to what was meant: features, the speech encoder, the scene decoder, at run time in ONNX."""
