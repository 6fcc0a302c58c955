"""Reading a body within bounds: what is counted is what comes out of the decompressor, step by step."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator, Iterator

from rolecall.platform.http.outcomes import BadAnswer, TooLarge

_STEP = 64 * 1024
_MB = 1_000_000


async def read_bounded(chunks: AsyncIterator[bytes], encoding: str, limit: int, host: str, cut: bool = False) -> bytes:
    """The decoded body, at most `limit` bytes: more raises TooLarge, or is cut off when `cut`.

    encoding: the Content-Encoding header; only gzip is asked for and understood (BadAnswer otherwise, and for
    compressed data that is broken or ends early).
    Never holds more than `limit` plus one step, whatever a small compressed body would grow to.
    """
    inflate = _Inflate() if encoding in ("gzip", "x-gzip") else None
    if inflate is None and encoding not in ("", "identity"):
        raise BadAnswer(f"{host} sent an answer in the encoding {encoding[:40]!r}, which was not asked for.", host=host)
    body = bytearray()
    try:
        async for chunk in chunks:
            for piece in (chunk,) if inflate is None else inflate.pieces(chunk):
                body += piece
                if len(body) > limit and cut:
                    return bytes(body[:limit])
                if len(body) > limit:
                    raise _too_large(host, limit)
        if inflate is not None and not inflate.finished:
            raise BadAnswer(f"{host} sent only a part of its answer; try again later.", host=host)
    except zlib.error as error:
        raise BadAnswer(f"{host} sent broken compressed data; try again later.", host=host) from error
    return bytes(body)


def _too_large(host: str, limit: int) -> TooLarge:
    size = f"{limit / _MB:.0f} MB" if limit >= _MB else f"{limit} bytes"
    return TooLarge(f"The answer of {host} is larger than {size} and was not read.", host=host, limit=limit)


class _Inflate:
    """gzip in bounded steps, members one after another."""

    def __init__(self) -> None:
        self._stream = zlib.decompressobj(16 + zlib.MAX_WBITS)
        self._touched = False

    @property
    def finished(self) -> bool:
        """Whether the data ended where it should; an empty body (of a 304) is whole too."""
        return self._stream.eof or not self._touched

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        data = chunk
        while data:
            if self._stream.eof:
                if not data.startswith(b"\x1f\x8b"):  # padding after the last member
                    return
                self._stream = zlib.decompressobj(16 + zlib.MAX_WBITS)
            self._touched = True
            yield self._stream.decompress(data, _STEP)
            data = self._stream.unused_data if self._stream.eof else self._stream.unconsumed_tail
