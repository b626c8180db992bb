"""Where a draft says good-bye: from there on it is signed, and claims nothing."""

from .reading import Reading
from .statements import ReadSentence
from .vocabulary import Vocabulary

SIGNATURE = 14  # words that a good-bye and a signature have at most
PLACE = 3  # words that may stand behind a good-bye on its line


def signed(reading: Reading) -> frozenset[int]:
    """Where the sentences begin that close the draft and sign it."""
    know = reading.vocabulary
    if know is None:
        return frozenset()
    notice = reading.evidence.shop.automation_disclosure or ""
    last = len(reading.sentences)
    while last and reading.sentences[last - 1].sentence.text in notice:
        last -= 1
    spoken = 0
    for place in range(last - 1, -1, -1):
        spoken += len(reading.sentences[place].sentence.words)
        if spoken > SIGNATURE:
            break
        if _closes(reading, reading.sentences[place], know) and all(
            _opens_line(reading, read) for read in reading.sentences[place + 1 : last]
        ):
            return frozenset(read.sentence.start for read in reading.sentences[place:last])
    return frozenset()


def _opens_line(reading: Reading, read: ReadSentence) -> bool:
    """Whether a sentence begins a line, as signatures do; "Thank you for asking. It burned down." closes nothing."""
    return not reading.text[: read.sentence.start].rpartition("\n")[2].strip()


def _closes(reading: Reading, sentence: ReadSentence, know: Vocabulary) -> bool:
    """Whether a line says good-bye and nothing else ("Kind regards,"), so that a signature follows."""
    words = sentence.sentence.words
    closing = know.lists["closings"].at(words, 0) if words else None
    if closing is None:
        return False
    rest = words[closing[0] :]
    line = reading.text[words[closing[0] - 1].end : rest[-1].end if rest else sentence.sentence.end].partition("\n")[0]
    return not line.strip(" ,.!") or (closing[0] > 1 and len(line.split()) <= PLACE)  # "Best wishes from Leipzig"
