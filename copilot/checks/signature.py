"""Where a draft says good-bye: from there on it is signed, and claims nothing."""

from .reading import Reading, ReadSentence
from .vocabulary import Vocabulary


def signed(reading: Reading) -> frozenset[int]:
    """Where the sentences begin that close the draft and sign it."""
    know = reading.vocabulary
    if know is None:
        return frozenset()
    closing = next((n for n, sentence in enumerate(reading.sentences) if _closes(reading, sentence, know)), None)
    return frozenset(() if closing is None else (read.sentence.start for read in reading.sentences[closing:]))


def _closes(reading: Reading, sentence: ReadSentence, know: Vocabulary) -> bool:
    """Whether a line says good-bye and nothing else ("Kind regards,"), so that a signature follows."""
    words = sentence.sentence.words
    closing = know.lists["closings"].at(words, 0) if words else None
    if closing is None:
        return False
    after = words[closing[0]].start if closing[0] < len(words) else sentence.sentence.end
    between = reading.text[words[closing[0] - 1].end : after]
    return "\n" in between or after == sentence.sentence.end
