"""The files of Pagefind's index as a site publishes them: those in use, the same in each run.

Pagefind 1.5 writes the values of each filter in the order of a hash table, which is another in
every run; names of files are hashes of their content, so the index that lists them differs too.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from . import cbor

SIGNATURE = b"pagefind_dcd"
"""Begins what stands in Pagefind's compressed files."""
ENTRY = "pagefind-entry.json"
WORKER = "pagefind-worker.js"
"""The whole of Pagefind in the browser. `pagefind.js` holds it once more, for browsers without
workers, and its user interfaces are not ours."""


def published(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """What a site publishes of the `files` that Pagefind has made, by their path in its folder."""
    entry = json.loads(files[ENTRY])
    made = {WORKER: files[WORKER]}
    made |= {path: data for path, data in files.items() if path.startswith(("index/", "fragment/"))}
    for name, language in entry["languages"].items():
        program = f"wasm.{language['wasm'] or 'unknown'}.pagefind"
        made[program] = files[program]
        meta = _unpacked(files[f"pagefind.{language['hash']}.pf_meta"])
        # Version, pages, chunks of words, filters, then what may be sorted by and the fields.
        filters = sorted(_filter(files[f"filter/{file}.pf_filter"]) for _, file in meta[3])
        packed = [(each[0], _packed(each)) for each in filters]
        meta[3] = [[kind, _name(name, data, 7)] for kind, data in packed]
        made |= {f"filter/{_name(name, data, 7)}.pf_filter": data for _, data in packed}
        data = _packed(meta)
        language["hash"] = _name(name, data, 10)
        made[f"pagefind.{language['hash']}.pf_meta"] = data
    # The languages are in the order of a hash table, too.
    text = json.dumps(entry, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    made[ENTRY] = text.encode()
    return made


def _filter(data: bytes) -> list[Any]:
    """Its name, and each value with the numbers of its pages, in the order of the values."""
    name, values = _unpacked(data)
    return [name, sorted(values)]


def _unpacked(data: bytes) -> Any:
    return cbor.loads(gzip.decompress(data).removeprefix(SIGNATURE))


def _packed(value: Any) -> bytes:
    return gzip.compress(SIGNATURE + cbor.dumps(value), mtime=0)


def _name(language: str, data: bytes, length: int) -> str:
    return f"{language}_{blake2b(data).hexdigest()[:length]}"
