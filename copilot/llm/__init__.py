"""The one door to language models. Nothing here is imported until a model is used."""

from .calls import Conversation, Deadline
from .embedding import LangChainEmbedder, open_embedder
from .opening import open_model
from .protocol import Answer, ChatModel, Message
from .recording import Recorded, Replayed

__all__ = [
    "Answer",
    "ChatModel",
    "Conversation",
    "Deadline",
    "LangChainEmbedder",
    "Message",
    "Recorded",
    "Replayed",
    "open_embedder",
    "open_model",
]
