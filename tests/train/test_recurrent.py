"""Our walk over the parameters of a GRU against torch's own."""

from __future__ import annotations

import pytest
import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from speechscape.train.recurrent import bidirectional

FRAMES = torch.tensor([5, 9, 1, 9])


@pytest.fixture
def network():
    torch.manual_seed(3)
    return nn.GRU(6, 8, num_layers=2, batch_first=True, bidirectional=True)


def _known(network, x):
    packed, _ = network(pack_padded_sequence(x, FRAMES, batch_first=True, enforce_sorted=False))
    return pad_packed_sequence(packed, batch_first=True, total_length=x.shape[1])[0]


def test_states_and_gradients_are_those_of_torch(network):
    x = torch.randn(4, 11, 6)
    weight = torch.randn(4, 11, 16)
    answers = []
    for walk in (lambda inputs: _known(network, inputs), lambda inputs: bidirectional(network, inputs, FRAMES)):
        inputs = x.clone().requires_grad_()
        network.zero_grad()
        states = walk(inputs)
        (states * weight).sum().backward()
        answers.append([states.detach(), inputs.grad, *(p.grad.clone() for p in network.parameters())])
    for known, mine in zip(*answers, strict=True):
        assert torch.allclose(known, mine, atol=1e-4)


def test_what_stands_in_the_padding_does_not_matter(network):
    x = torch.randn(4, 11, 6)
    other = x.clone()
    for row, frames in zip(other, FRAMES.tolist(), strict=True):
        row[frames:] = 100
    first, second = (bidirectional(network, one, FRAMES) for one in (x, other))
    assert torch.equal(first, second) and not first[2, 1:].any()


def test_autocast_is_near(network):
    x = torch.randn(4, 11, 6)
    with torch.autocast("cpu", torch.bfloat16):
        low = bidirectional(network, x, FRAMES)
    assert low.dtype == torch.bfloat16
    assert torch.allclose(low.float(), _known(network, x), atol=0.03)
