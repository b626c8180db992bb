"""Texts that others wrote are data: how they are fenced, and how instructions to a model within them are noticed."""

import re

_TAG = re.compile(r"<(?=\s{0,3}/?\s{0,3}data\b)", re.IGNORECASE)
_BRACES = str.maketrans("{}", "()")


def fenced(kind: str, text: str) -> str:
    """The text between tags that it cannot close itself; braces, which are slots elsewhere, become parentheses."""
    body = _TAG.sub("(", text).translate(_BRACES)
    return f'<data kind="{kind}">\n{body}\n</data>'


def instructions(text: str) -> list[tuple[int, int]]:
    """Where the text speaks to a model instead of to people, in order; half open, in code points.

    It is a hint for whoever reads the text, not a wall: what holds is that no text changes what may be offered.
    """
    return sorted({match.span() for pattern in _PATTERNS for match in pattern.finditer(text)})


_NEAR = r"[^.!?\n]{0,40}?"
_FAR = r"[^\n]{0,120}?"
_RULES = r"(?:instructions?|rules?|prompts?|guidelines?|directives?|constraints?|polic(?:y|ies)|training)"
_REPLY = r"(?:answers?|responses?|repl(?:y|ies)|outputs?|summar(?:y|ies)|completions?|messages?)"
_MODEL = (
    r"(?:assistant|ai|bot|chatbot|language model|llm|admin\w{0,9}|developer|system|translator|terminal|interpreter)"
)
_PUT = (
    r"(?:add|append|prepend|insert|include|integrate|embed|incorporate|place|weave|inject|hide|suggest|recommend|"
    r"promote)"
)
_CHANGE = (
    r"(?:modify|alter|adapt|adjust|change|rewrite|render|enhance|augment|enrich|extend|encode|encrypt|translate|convert|"
    r"scramble|jumble|shuffle|rearrange|reverse|substitute|replace|swap|misspell|obfuscate|format|capitali[sz]e)"
)

_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # Set aside what you were told.
        rf"\b(?:ignore|disregard|forget|override|bypass|overlook|stop following)\b{_NEAR}"
        rf"\b(?:previous|prior|above|earlier|preceding|former|your|system|all|any|these|those)\b{_NEAR}\b{_RULES}\b",
        r"\b(?:ignore|disregard|forget) (?:everything|all|anything) (?:above|before|said|you (?:were|know))\b",
        rf"\b(?:ignoriere|vergiss|missachte|ignorez?|oublie[sz]?|ignora|olvida|dimentica|esque[cç]a|negeer|vergeet)"
        rf"\b{_NEAR}"
        r"\b(?:anweisung\w{0,3}|regeln|instructions?|consignes|instrucciones|reglas|istruzioni|instruções|instructies|"
        r"regels)\b",
        # Be somebody else.
        rf"\byou are (?:now|no longer)\b[^.!?\n]{{0,30}}\b(?:bound|unrestricted|dan|mode|{_MODEL})\b",
        r"\b(?:from now on|henceforth),? (?:you (?:are|will|must)|act|respond|answer|reply)\b",
        rf"\b(?:act|behave|respond|role-?play) as (?:if you (?:were|are) )?(?:an?|the|my) (?:\w{{1,15}} ){{0,3}}?"
        rf"{_MODEL}\b",
        rf"\bpretend (?:to be|that you are|you are|you're)\b[^.!?\n]{{0,30}}\b(?:{_MODEL}|manager|agent)\b",
        r"\b(?:developer|debug|god|jailbreak|admin(?:istrator)?|maintenance) mode\b|\bdo anything now\b",
        # Show what you were told.
        r"\b(?:reveal|print|show|repeat|output|display|leak|tell me|give me|what (?:is|are)|share)\b[^.!?\n]{0,20}"
        r"\b(?:your|initial|hidden|system) (?:system |initial |hidden |original |full )?(?:prompts?|instructions)\b"
        r"(?! (?:for|on|to|manual|leaflet|booklet|sheet|that came))",
        # The marks of a chat's own format.
        r"<\|?(?:im_start|im_end|system|endoftext|assistant|user)\|?>|\[/?(?:inst|system|sys)\]|<<sys>>",
        r"(?:^|\n)\s{0,3}(?:#{2,4}\s{0,2})?(?:system|assistant|new instructions?|important instructions?)\s{0,2}:",
        r"\b(?:begin|end|start) (?:of )?(?:system|instructions?|admin) (?:message|prompt|block|override)\b",
        # What the answer is to hold, or how it is to be written, said to the one who writes it.
        rf"\b{_PUT}\b{_FAR}\b(?:in|into|to|within|throughout|at the (?:start|beginning|end) of) your {_REPLY}\b",
        rf"(?:^|[.!?\n]\s{{0,3}})(?:in|within|at the (?:start|end) of) your {_REPLY},? (?:\w{{1,15}} )?{_PUT}\b",
        rf"\b{_CHANGE}\b{_NEAR}\b(?:in|of|throughout|within)? ?your {_REPLY}\b",
        rf"\b(?:provide|write|give|deliver|compose|phrase|express|craft|make) your {_REPLY} "
        r"(?:in (?!writing|time|full|english|german|french|spanish|italian|dutch|portuguese)"
        r"|using|without|with (?!in))",
        rf"\b(?:your|the) {_REPLY} (?:must|should|has to|needs to) "
        r"(?:contain|include|start|begin|end|say|state|always|never)\b",
        r"\b(?:respond|reply|answer) (?:only |exclusively |just )?(?:with|in) "
        r"(?:the (?:word|phrase|text)|json|base64|emojis?|reverse|rhymes?|anagrams?|morse|binary|all caps|"
        r"capital letters)\b",
        r"\b(?:as|you are|you're|being) an? (?:ai|artificial intelligence|(?:large )?language model|llm|chatbot)\b",
        r"\b(?:dear|hey|attention|note to(?: the)?|hello|hi),? (?:ai|llm|language model|gpt|copilot|assistant model)\b",
    )
)
