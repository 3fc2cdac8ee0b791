"""Training data made by ourselves: scenes, sentences, voices, augmentation, feature shards; and real people's speech."""
