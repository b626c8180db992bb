"""The one door to language models. Nothing here is imported until a model is used."""

from .calls import Conversation, Deadline
from .opening import open_model
from .protocol import Answer, ChatModel, Message
from .recording import Recorded, Replayed

__all__ = ["Answer", "ChatModel", "Conversation", "Deadline", "Message", "Recorded", "Replayed", "open_model"]
