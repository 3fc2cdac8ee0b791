"""A chat model behind HTTP that rewrites a transcript, asked over loopback."""

from __future__ import annotations

import json

import pytest

from speechscape.endpoint import Endpoint
from speechscape.errors import EndpointError
from speechscape.prompts.rewriter import Rewriter
from tests.chat_server import serving


def _says(content: object):
    return lambda path, body: (200, {"choices": [{"message": {"role": "assistant", "content": content}}]})


def test_its_answer_is_the_prompt():
    with serving(_says(" a red fox\n under a pear tree ")) as asked:
        prompt = Rewriter(Endpoint(url=asked.url, model="chat")).rewrite("a red fox under a pair tree", "ink", "text")
    assert (prompt.text, prompt.negative, prompt.by) == ("a red fox under a pear tree, ink", "text", "chat")
    ((path, _, body),) = asked.requests
    assert path == "/v1/chat/completions"
    assert json.loads(body)["messages"][1] == {"role": "user", "content": "a red fox under a pair tree"}


def test_nothing_to_see_is_an_empty_prompt():
    with serving(_says("NOTHING.")) as asked:
        assert Rewriter(Endpoint(url=asked.url, model="chat")).rewrite("so I said no", "ink").text == ""


@pytest.mark.parametrize(("answer", "words"), [(lambda path, body: (200, {"choices": []}), "another shape"), (_says("ha " * 900), "2699 letters; a prompt has at most 1200"), (lambda path, body: (503, b""), "answered 503")])
def test_other_answers_are_refused(answer, words):
    with serving(answer) as asked, pytest.raises(EndpointError, match=words):
        Rewriter(Endpoint(url=asked.url, model="chat")).rewrite("a fox")
