"""Files by content: what is stored is named by its SHA-256, so the same bytes are stored once and never change.

A folder on one machine, an S3-compatible bucket on many. The folder is written here and not through obstore, whose
local store neither syncs nor tells a full disk from other troubles.
"""

from __future__ import annotations

import asyncio
import errno
import hashlib
import os
import re
import time
from datetime import timedelta
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qsl, unquote, urlsplit
from uuid import uuid4

import obstore
from obstore.exceptions import BaseError as ObstoreError
from obstore.exceptions import PermissionDeniedError, UnauthenticatedError
from obstore.store import S3Store
from prometheus_client import Counter

from rolecall.platform.errors import NotFound, Problem, Unavailable
from rolecall.platform.settings import Settings

MAX_BYTES = 100_000_000
"""Largest file that is stored."""

_HASH = re.compile(r"[0-9a-f]{64}")
_STALE = 3600.0
_WORTH_A_THREAD = 1_000_000
_WRITTEN = Counter("rolecall_blobs_written_bytes_total", "Bytes written to the file store")


class BlobMissing(NotFound):
    """No file of this hash is stored."""

    code = "storage.missing"


class BlobDamaged(Problem):
    """What is stored under this hash has another content."""

    code = "storage.damaged"


class BlobTooLarge(Problem):
    """The file is larger than what is stored."""

    code = "storage.too_large"
    status = 413


class StorageFull(Problem):
    """The disk, quota or file size limit is used up. Nothing was stored, nothing was lost."""

    code = "storage.full"
    status = 507
    retry = True


class StorageUnwritable(Unavailable):
    """The folder or bucket does not take or give files."""

    code = "storage.unwritable"


class _Store(Protocol):
    """Where bytes lie under their hash. Raises StorageFull, StorageUnwritable."""

    where: str

    async def read(self, data_hash: str) -> bytes | None: ...

    async def write(self, data_hash: str, data: bytes) -> None: ...

    async def exists(self, data_hash: str) -> bool: ...

    async def delete(self, data_hash: str) -> None: ...


class Blobs:
    """The file store. Hashes are SHA-256 in lower-case hex."""

    def __init__(self, store: _Store, max_bytes: int = MAX_BYTES) -> None:
        self._store = store
        self._max_bytes = max_bytes

    @property
    def where(self) -> str:
        """Where files lie, for people and without secrets."""
        return self._store.where

    async def put(self, data: bytes) -> str:
        """Store bytes and give their hash; storing the same again does nothing, or repairs a damaged copy.

        When this returns, the file survives a power cut. Raises BlobTooLarge, StorageFull, StorageUnwritable, and then
        nothing is stored.
        """
        if len(data) > self._max_bytes:
            raise BlobTooLarge(
                f"The file has {len(data) / 1e6:.0f} MB and at most {self._max_bytes / 1e6:.0f} MB are stored; "
                "make it smaller.",
                size=len(data),
                limit=self._max_bytes,
            )
        data_hash = await _sha256(data)
        if await self._store.read(data_hash) != data:
            await self._store.write(data_hash, data)
            _WRITTEN.inc(len(data))
        return data_hash

    async def get(self, data_hash: str) -> bytes:
        """The bytes of a hash. Raises BlobMissing, BlobDamaged, StorageUnwritable."""
        data = await self._store.read(data_hash) if _HASH.fullmatch(data_hash) else None
        if data is None:
            raise BlobMissing(f"The file {data_hash[:12]}… is not stored any more; make or upload it again.")
        if await _sha256(data) != data_hash:
            raise BlobDamaged(
                f"The stored file {data_hash[:12]}… is damaged; restore it from a backup or upload it again."
            )
        return data

    async def exists(self, data_hash: str) -> bool:
        """Whether a file of this hash is stored. Does not read it."""
        return bool(_HASH.fullmatch(data_hash)) and await self._store.exists(data_hash)

    async def delete(self, data_hash: str) -> None:
        """Remove a file; nothing happens when there is none."""
        if _HASH.fullmatch(data_hash):
            await self._store.delete(data_hash)

    async def check(self) -> None:
        """Write, read and remove a small file; raises what a real one would."""
        data_hash = await self.put(b"rolecall check " + uuid4().bytes)
        try:
            await self.get(data_hash)
        finally:
            await self.delete(data_hash)


def open_blobs(settings: Settings) -> Blobs:
    """The store that the settings name: `S3_URL`, or the folder `blobs` in the data directory."""
    if settings.s3_url is not None:
        return Blobs(BucketStore(settings.s3_url.get_secret_value()))
    return Blobs(FolderStore(settings.data_dir / "blobs"))


class FolderStore:
    """A folder: `ab/cdef…`, written beside and moved into place, so that no reader ever sees half a file."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._unfinished = root / "unfinished"
        self._swept = False
        self.where = str(root)

    async def read(self, data_hash: str) -> bytes | None:
        """The bytes, or None."""
        try:
            return await asyncio.to_thread(self._path(data_hash).read_bytes)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._problem(error) from error

    async def write(self, data_hash: str, data: bytes) -> None:
        """Durably, or not at all."""
        try:
            await asyncio.to_thread(self._write, self._path(data_hash), data)
        except OSError as error:
            raise self._problem(error) from error

    async def exists(self, data_hash: str) -> bool:
        """Whether the file is there."""
        return await asyncio.to_thread(self._path(data_hash).is_file)

    async def delete(self, data_hash: str) -> None:
        """Remove the file if it is there."""
        try:
            await asyncio.to_thread(self._path(data_hash).unlink, missing_ok=True)
        except OSError as error:
            raise self._problem(error) from error

    def _path(self, data_hash: str) -> Path:
        return self._root / data_hash[:2] / data_hash[2:]

    def _write(self, path: Path, data: bytes) -> None:
        self._unfinished.mkdir(parents=True, exist_ok=True)
        self._sweep()
        path.parent.mkdir(exist_ok=True)
        draft = self._unfinished / f"{path.name[:8]}-{uuid4().hex}"
        try:
            with draft.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)
        _sync_folder(self._root)

    def _sweep(self) -> None:
        """Once per process: remove what killed writers left behind."""
        if self._swept:
            return
        self._swept = True
        for draft in self._unfinished.iterdir():
            try:
                if draft.stat().st_mtime < time.time() - _STALE:
                    draft.unlink()
            except FileNotFoundError:
                continue  # another process swept it

    def _problem(self, error: OSError) -> Problem:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            return StorageFull(
                f"There is no space left for files in {self._root}; nothing was stored: free some space and try again.",
                folder=str(self._root),
            )
        return StorageUnwritable(
            f"The folder for files {self._root} cannot be used ({error.strerror or error}); "
            "check that it exists and that Rolecall may write there.",
            folder=str(self._root),
        )


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class BucketStore:
    """An S3-compatible bucket: `s3://[key:secret@]bucket[/prefix][?endpoint=http://…&region=…]`.

    What the address leaves out comes from the usual `AWS_*` variables or the machine's role.
    """

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        options = dict(parse_qsl(parts.query))
        bucket, prefix = parts.hostname or "", parts.path.strip("/")
        if parts.scheme != "s3" or not bucket:
            raise StorageUnwritable("S3_URL is not of the form s3://bucket/prefix; correct it and start again.")
        self.where = f"s3://{bucket}/{prefix}"
        config = {"bucket": bucket, "checksum_algorithm": "SHA256"}
        if parts.username and parts.password:
            config |= {"access_key_id": unquote(parts.username), "secret_access_key": unquote(parts.password)}
        config |= {name: options[name] for name in ("endpoint", "region") if name in options}
        self._store = S3Store(
            prefix=prefix or None,
            config=config,  # type: ignore[arg-type]  # a TypedDict; its keys are the ones above
            client_options={
                "allow_http": options.get("endpoint", "").startswith("http://"),
                "timeout": "60s",
                "connect_timeout": "5s",
            },
            retry_config={"max_retries": 3, "retry_timeout": timedelta(seconds=20)},
        )

    async def read(self, data_hash: str) -> bytes | None:
        """The bytes, or None."""
        try:
            return bytes(await (await obstore.get_async(self._store, data_hash)).bytes_async())
        except FileNotFoundError:
            return None
        except (ObstoreError, OSError, ValueError) as error:
            raise self._problem(error) from error

    async def write(self, data_hash: str, data: bytes) -> None:
        """Whole or not at all, which the protocol promises."""
        try:
            await obstore.put_async(self._store, data_hash, data, use_multipart=False)
        except (ObstoreError, OSError, ValueError) as error:
            raise self._problem(error) from error

    async def exists(self, data_hash: str) -> bool:
        """Whether the object is there."""
        try:
            await obstore.head_async(self._store, data_hash)
        except FileNotFoundError:
            return False
        except (ObstoreError, OSError, ValueError) as error:
            raise self._problem(error) from error
        return True

    async def delete(self, data_hash: str) -> None:
        """Remove the object if it is there."""
        try:
            await obstore.delete_async(self._store, data_hash)
        except FileNotFoundError:
            return
        except (ObstoreError, OSError, ValueError) as error:
            raise self._problem(error) from error

    def _problem(self, error: Exception) -> Problem:
        match error:
            case FileNotFoundError():
                why = "there is no such bucket"
            case PermissionDeniedError() | UnauthenticatedError():
                why = "it refuses the keys"
            case _:
                why = "it does not answer as it should"
        return StorageUnwritable(
            f"The file store {self.where} cannot be used: {why}; check S3_URL, the keys and the network.",
            bucket=self.where,
        )


async def _sha256(data: bytes) -> str:
    if len(data) < _WORTH_A_THREAD:
        return hashlib.sha256(data).hexdigest()
    return (await asyncio.to_thread(hashlib.sha256, data)).hexdigest()
