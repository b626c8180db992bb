"""The secret that the database does not hold: it signs the log, seals what is personal, and names customers."""

import hmac
import os
import secrets
import zlib
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from copilot.errors import ReviewError

_SECRET_BYTES = 32
_NONCE_BYTES = 12


class Keys:
    """What the secret is used for, each with a key of its own derived from it."""

    def __init__(self, secret: bytes) -> None:
        if len(secret) != _SECRET_BYTES:
            raise ReviewError(f"the key of the reviews has {len(secret)} bytes; expected {_SECRET_BYTES}")
        self._mac = _derived(secret, b"mac")
        self._wrapping = _derived(secret, b"wrap")
        self._signing = Ed25519PrivateKey.from_private_bytes(_derived(secret, b"sign"))
        self.public = self._signing.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()

    def mac(self, message: bytes) -> str:
        """A code over the message that nobody makes without the secret."""
        return hmac.new(self._mac, message, sha256).hexdigest()

    def holds(self, message: bytes, code: str) -> bool:
        """Whether `code` is the `mac` of the message."""
        return hmac.compare_digest(self.mac(message), code)

    def sign(self, message: bytes) -> str:
        """An Ed25519 signature, which anyone checks with `public`."""
        return self._signing.sign(message).hex()

    def new_customer_key(self, name: str) -> bytes:
        """A fresh key for one customer's data, wrapped so that only the holder of the secret can use it."""
        return seal(self._wrapping, secrets.token_bytes(_SECRET_BYTES), name)

    def customer_key(self, wrapped: bytes, name: str) -> bytes:
        """The customer's key, unwrapped."""
        return unseal(self._wrapping, wrapped, name)


def open_key(path: Path, *, create: bool) -> bytes:
    """The secret in the file; `create` makes it, readable by its owner alone, when there is none yet."""
    if create and not path.exists():
        _create(path)
    try:
        return bytes.fromhex(path.read_text("ascii").strip())
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it holds no key"
        raise ReviewError(
            f"the key of the reviews, {str(path)!r}, cannot be read: {reason}; expected the file that was made "
            "with them; restore it from where you keep it"
        ) from error


def signed_by(public: str, message: bytes, signature: str) -> bool:
    """Whether the holder of the secret behind `public` signed the message."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True


FAST = 1
"""How hard zlib tries: a tenth larger than at its best, in a third of the time that each ticket waits for."""


def seal(key: bytes, content: bytes, place: str) -> bytes:
    """The content compressed and encrypted, so that it opens only with the key and only in its place."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, zlib.compress(content, FAST), place.encode())


def unseal(key: bytes, sealed: bytes, place: str) -> bytes:
    """The content of `seal`; ReviewError when it was altered, moved, or sealed with another key."""
    try:
        content = AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], place.encode())
    except (InvalidTag, ValueError) as error:
        raise ReviewError(f"{place!r} was altered, or sealed with another key; run `copilot audit verify`") from error
    return zlib.decompress(content)


def _create(path: Path) -> None:
    """Written beside and linked into place: of several processes one wins, and none reads half a key."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_bytes(_SECRET_BYTES).hex() + "\n")
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()


def _derived(secret: bytes, purpose: bytes) -> bytes:
    return hmac.new(secret, b"support-copilot reviews " + purpose, sha256).digest()
