"""Files by content: the same bytes once, never half a file, and a clear word when there is no room."""

from __future__ import annotations

import asyncio
import hashlib
import os
import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pydantic import SecretStr

from rolecall.platform.blobs import (
    BlobDamaged,
    BlobMissing,
    Blobs,
    BlobTooLarge,
    BucketStore,
    FolderStore,
    StorageFull,
    StorageUnwritable,
    open_blobs,
)
from rolecall.platform.settings import Settings

if TYPE_CHECKING:
    from tests.platform.conftest import Handler, Site

HELLO = hashlib.sha256(b"hello").hexdigest()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "blobs"


@pytest.fixture
def bucket(site: Site) -> dict[str, bytes]:
    """What lies in the bucket `files`, served as S3 serves it (path style)."""
    objects: dict[str, bytes] = {}

    def answer(handler: Handler) -> None:
        key = handler.path.removeprefix("/files/")
        if handler.command == "PUT":
            objects[key] = site.asked[-1].body
            handler.reply(200, headers={"ETag": f'"{len(objects)}"'})
        elif handler.command == "POST":  # DeleteObjects
            named = re.findall(r"<Key>(.*?)</Key>", site.asked[-1].body.decode())
            deleted = "".join(f"<Deleted><Key>{key}</Key></Deleted>" for key in named)
            for key in named:
                objects.pop(key, None)
            handler.reply(200, f'<?xml version="1.0"?><DeleteResult>{deleted}</DeleteResult>'.encode())
        elif key in objects:
            now = "Sun, 22 Nov 2026 08:00:00 GMT"
            handler.reply(200, objects[key], {"ETag": '"1"', "Last-Modified": now})
        else:
            handler.reply(404, b"<Error><Code>NoSuchKey</Code></Error>")

    site.otherwise = answer
    return objects


@pytest.fixture(params=["folder", "bucket"])
def blobs(request: pytest.FixtureRequest, folder: Path, site: Site, settings: Settings) -> Blobs:
    if request.param == "folder":
        return Blobs(FolderStore(folder))
    request.getfixturevalue("bucket")
    return bucket_blobs(site, settings)


def bucket_blobs(site: Site, settings: Settings) -> Blobs:
    url = f"s3://key:secret@files/rolecall?endpoint={site.url}&region=eu-west-1"
    return open_blobs(settings.model_copy(update={"s3_url": SecretStr(url)}))


async def test_what_was_put_comes_back_under_its_hash(blobs: Blobs) -> None:
    assert await blobs.put(b"hello") == HELLO
    assert await blobs.get(HELLO) == b"hello"
    assert await blobs.exists(HELLO)
    await blobs.check()


async def test_putting_the_same_again_is_the_same(blobs: Blobs) -> None:
    assert await blobs.put(b"hello") == await blobs.put(b"hello")


async def test_what_is_not_there_is_said_so(blobs: Blobs) -> None:
    with pytest.raises(BlobMissing, match="not stored any more"):
        await blobs.get(HELLO)
    assert not await blobs.exists(HELLO)


async def test_a_deleted_file_is_gone_and_deleting_again_does_nothing(blobs: Blobs) -> None:
    await blobs.put(b"hello")
    await blobs.delete(HELLO)
    await blobs.delete(HELLO)
    assert not await blobs.exists(HELLO)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "a" * 63, HELLO.upper(), HELLO + "\n"])
async def test_what_is_no_hash_reaches_no_file(blobs: Blobs, name: str) -> None:
    with pytest.raises(BlobMissing):
        await blobs.get(name)
    assert not await blobs.exists(name)
    await blobs.delete(name)


async def test_too_large_a_file_is_refused(folder: Path) -> None:
    with pytest.raises(BlobTooLarge):
        await Blobs(FolderStore(folder), max_bytes=4).put(b"hello")
    assert await Blobs(FolderStore(folder)).exists(HELLO) is False


async def test_a_damaged_copy_is_noticed_and_repaired_by_putting_it_again(folder: Path) -> None:
    blobs = Blobs(FolderStore(folder))
    await blobs.put(b"hello")
    (folder / HELLO[:2] / HELLO[2:]).write_bytes(b"hellO")
    with pytest.raises(BlobDamaged):
        await blobs.get(HELLO)
    await blobs.put(b"hello")
    assert await blobs.get(HELLO) == b"hello"


async def test_many_may_put_the_same_and_different_files_at_once(folder: Path) -> None:
    stores = [Blobs(FolderStore(folder)) for _ in range(4)]
    files = [bytes([number % 5]) * 200_000 for number in range(40)]
    hashes = await asyncio.gather(*(stores[number % 4].put(data) for number, data in enumerate(files)))
    assert len(set(hashes)) == 5
    for data, data_hash in zip(files, hashes, strict=True):
        assert await stores[0].get(data_hash) == data
    assert list((folder / "unfinished").iterdir()) == []


@pytest.fixture
def no_room(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk of 64 kB; where that may not be mounted, a limit on the size of files."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)], check=False, capture_output=True
    )
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    if mounted.returncode:
        resource.setrlimit(resource.RLIMIT_FSIZE, (64_000, before[1]))
    yield folder
    if mounted.returncode:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    else:
        subprocess.run(["umount", str(folder)], check=True)


async def test_a_full_disk_is_one_clear_sentence_and_leaves_nothing_behind(no_room: Path) -> None:
    blobs = Blobs(FolderStore(no_room))
    await blobs.put(b"small")
    with pytest.raises(StorageFull, match=r"no space left for files in .*: free some space") as caught:
        await blobs.put(b"x" * 1_000_000)
    assert (caught.value.status, caught.value.retry) == (507, True)
    assert list((no_room / "unfinished").iterdir()) == []
    assert await blobs.get(await blobs.put(b"small too")) == b"small too"


async def test_a_folder_that_cannot_be_is_one_clear_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(StorageUnwritable, match="cannot be used"):
        await Blobs(FolderStore(tmp_path / "file" / "blobs")).put(b"hello")


def test_no_reader_ever_sees_half_a_file_though_its_writer_is_killed(folder: Path) -> None:
    program = (
        "import asyncio, os, sys\nfrom pathlib import Path\n"
        "from rolecall.platform.blobs import Blobs, FolderStore\n"
        "async def main():\n"
        "    blobs = Blobs(FolderStore(Path(sys.argv[1])))\n"
        "    while True:\n"
        "        await blobs.put(os.urandom(20_000_000))\n"
        "asyncio.run(main())\n"
    )
    seen: set[Path] = set()

    def look() -> None:
        for file in set(folder.glob("??/*")) - seen:
            assert hashlib.sha256(file.read_bytes()).hexdigest() == file.parent.name + file.name
            seen.add(file)

    writer = subprocess.Popen([sys.executable, "-c", program, str(folder)])
    try:
        deadline = time.monotonic() + 30
        while len(seen) < 5 and time.monotonic() < deadline:
            look()
    finally:
        writer.send_signal(signal.SIGKILL)
        writer.wait()
    look()
    assert len(seen) >= 5


async def test_what_killed_writers_left_is_swept_after_a_while(folder: Path) -> None:
    (folder / "unfinished").mkdir(parents=True)
    for name, age in (("old", 7200), ("new", 10)):
        (folder / "unfinished" / name).write_bytes(b"half")
        os.utime(folder / "unfinished" / name, (time.time() - age,) * 2)
    await Blobs(FolderStore(folder)).put(b"hello")
    assert [draft.name for draft in (folder / "unfinished").iterdir()] == ["new"]


async def test_a_bucket_keeps_files_under_its_prefix_and_says_no_secret(
    site: Site, settings: Settings, bucket: dict[str, bytes]
) -> None:
    blobs = bucket_blobs(site, settings)
    await blobs.put(b"hello")
    assert bucket == {f"rolecall/{HELLO}": b"hello"}
    assert blobs.where == "s3://files/rolecall"
    assert site.asked[-1].headers["Authorization"].startswith("AWS4-HMAC-SHA256 Credential=key/")


@pytest.mark.parametrize(
    ("status", "code", "said"),
    [(403, "AccessDenied", "refuses the keys"), (404, "NoSuchBucket", "no such bucket"), (400, "x", "does not answer")],
)
async def test_a_bucket_that_refuses_is_one_clear_sentence(
    site: Site, settings: Settings, status: int, code: str, said: str
) -> None:
    site.otherwise = lambda handler: handler.reply(status, f"<Error><Code>{code}</Code></Error>".encode())
    with pytest.raises(StorageUnwritable, match=rf"s3://files/rolecall cannot be used: .*{said}"):
        await bucket_blobs(site, settings).put(b"hello")


async def test_a_bucket_out_of_reach_is_one_clear_sentence(settings: Settings, unused_tcp_port: int) -> None:
    url = SecretStr(f"s3://key:secret@files?endpoint=http://127.0.0.1:{unused_tcp_port}&region=eu-west-1")
    with pytest.raises(StorageUnwritable, match="check S3_URL"):
        await open_blobs(settings.model_copy(update={"s3_url": url})).get(HELLO)


def test_an_address_that_is_no_bucket_is_said_so() -> None:
    with pytest.raises(StorageUnwritable, match="S3_URL"):
        BucketStore("https://example.org/bucket")


async def test_without_a_bucket_files_lie_in_the_data_directory(settings: Settings) -> None:
    blobs = open_blobs(settings)
    await blobs.put(b"hello")
    assert (settings.data_dir / "blobs" / HELLO[:2] / HELLO[2:]).read_bytes() == b"hello"
