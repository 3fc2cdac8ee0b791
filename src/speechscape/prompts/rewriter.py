"""An OpenAI-style ``/v1/chat/completions`` endpoint that rewrites what was said into a prompt. Optional: `plain` serves without a language model."""

from __future__ import annotations

from speechscape.endpoint import Endpoint
from speechscape.errors import EndpointError
from speechscape.prompts.plain import plain
from speechscape.types import Prompt

__all__ = ["Rewriter"]

_INSTRUCTION = (
    "Someone spoke; an automatic transcript of it follows. Write one line of at most fifty words that describes the picture they meant, for a text-to-image model. "
    "Keep every thing, number, colour, size, place and relation that was said, in English. Correct what is plainly a mishearing. Add nothing that was not said, and no style. "
    "If nothing in it can be seen, answer with the one word NOTHING."
)
_LONGEST = 1200


class Rewriter:
    """Asks the endpoint's chat model; `style` and `negative` are added to its answer. The transcript leaves this process, the sound does not."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint

    def rewrite(self, text: str, style: str = "", negative: str = "") -> Prompt:
        """A prompt by the model; its text is empty where it finds nothing to see. Raises `EndpointError`."""
        messages = [{"role": "system", "content": _INSTRUCTION}, {"role": "user", "content": text}]
        answer = self.endpoint.post("chat/completions", json={"model": self.endpoint.model, "messages": messages, "temperature": 0})
        try:
            said = str(answer["choices"][0]["message"]["content"]).strip()
        except (KeyError, IndexError, TypeError) as error:
            raise EndpointError(f"{self.endpoint.url} answered with another shape than a chat completion has ({type(error).__name__}: {error}); check its address") from error
        if len(said) > _LONGEST:
            raise EndpointError(f"{self.endpoint.model} answered with {len(said)} letters; a prompt has at most {_LONGEST}: use another model, or none")
        line = "" if said.strip(" .").upper() == "NOTHING" else " ".join(said.split())
        return Prompt(plain("", style).text if not line else f"{line}, {style}" if style else line, negative, by=self.endpoint.model)
