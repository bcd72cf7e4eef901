"""contributors.toml: the models, the people and the one who answers, each described once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from pathlib import Path
from typing import Any

from ..common.addresses import absolute, safe_address
from ..common.characters import one_line
from ..common.files import read_toml
from ..common.problems import Mistake, Problem, did_you_mean
from ..common.regex import regex
from ..common.values import dataclass

SECTIONS = {
    "models": ("name", "provider", "url"),
    "people": ("name", "role", "organisation", "url", "contact", "accounts", "public"),
    "responsible": ("person", "organisation", "url", "contact", "principles", "placeholder_for"),
}
PUBLIC = ("name", "role", "organisation")
LONGEST_SHOWN = 1000
"""Characters of a name that any form shows; nobody's is as long."""

CONTACT = regex(r"(?:mailto:)?[^\s@:]+@[^\s@]+$|https?://\S+$", re.IGNORECASE)
PERSON_ID = regex(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class Model:
    """A model as readers see it."""

    id: str
    name: str
    provider: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Contributor:
    """Somebody who may review, and how much of them is shown (their consent decides)."""

    id: str
    name: str = ""
    role: str = ""
    organisation: str = ""
    url: str = ""
    contact: str = ""
    accounts: tuple[str, ...] = ()
    public: str = "role"

    @property
    def shown(self) -> str:
        """The name, role or organisation that readers see."""
        return one_line(str(getattr(self, self.public)), LONGEST_SHOWN)

    @property
    def kind(self) -> str:
        """schema.org type of what is shown."""
        return "Person" if self.public == "name" else "Organization"


@dataclass(frozen=True, slots=True)
class Responsible:
    """The person or organisation that answers for what the site publishes."""

    name: str
    kind: str = "Organization"
    url: str = ""
    contact: str = ""
    principles: str = ""
    """Address of the publishing principles; without a host it is below the site's own."""
    placeholder_for: str = ""
    """Where this may be published although it is a placeholder; empty: it is none."""

    @property
    def contact_address(self) -> str:
        """`contact` as something to click: an e-mail address becomes ``mailto:``."""
        plain_mail = "@" in self.contact and ":" not in self.contact
        return safe_address(f"mailto:{self.contact}" if plain_mail else self.contact)

    def principles_under(self, siteurl: str) -> str:
        """`principles` as an address on the site at `siteurl`; empty where there are none."""
        return absolute(siteurl, safe_address(self.principles)) if self.principles else ""


@dataclass(frozen=True, slots=True)
class Contributors:
    """Everything in contributors.toml."""

    models: Mapping[str, Model] = field(default_factory=dict)
    people: Mapping[str, Contributor] = field(default_factory=dict)
    responsible: Responsible | None = None

    def model(self, identifier: str) -> Model:
        """The model as listed, or one that is shown as the author wrote it."""
        return self.models.get(identifier) or Model(identifier, identifier)


def load_contributors(path: Path, shown_as: str) -> tuple[Contributors, list[Problem]]:
    """Read the file; a missing one lists nobody. `shown_as` names it in problems."""
    data, problems = read_toml(path, shown_as)
    problems += [Problem(shown_as, 0, *rest) for rest in _check(data)]
    return (Contributors(), problems) if problems else (_build(data), [])


def _build(data: Mapping[str, Any]) -> Contributors:
    people = {
        key: Contributor(key, **{**entry, "accounts": tuple(entry.get("accounts", ()))})
        for key, entry in data.get("people", {}).items()
    }
    models = {
        key: Model(key, **{"name": key, **entry}) for key, entry in data.get("models", {}).items()
    }
    return Contributors(models, people, _responsible(data.get("responsible"), people))


def _responsible(
    entry: Mapping[str, str] | None, people: Mapping[str, Contributor]
) -> Responsible | None:
    if not entry:
        return None
    own = {key: text for key, text in entry.items() if key not in {"person", "organisation"}}
    if "organisation" in entry:
        return Responsible(one_line(entry["organisation"], LONGEST_SHOWN), **own)
    person = people.get(entry["person"])
    if person is None:
        return Responsible(one_line(entry["person"], LONGEST_SHOWN), "Person", **own)
    # Who is shown by role or organisation would be known by an address; only the section's own are.
    known = {"url": person.url, "contact": person.contact} if person.public == "name" else {}
    return Responsible(person.shown, person.kind, **{**known, **own})


def _check(data: Mapping[str, Any]) -> Iterator[Mistake]:
    for section, entries in data.items():
        if section not in SECTIONS:
            yield f"[{section}]", "", "is not a known section", _known(section, SECTIONS)
        elif section == "responsible":
            yield from _check_entry(section, section, entries)
        elif not isinstance(entries, dict):
            cure = f"Write [{section}] above its keys."
            yield section, repr(entries), "should be a section", cure
        else:
            for key, entry in entries.items():
                yield from _check_entry(section, f"{section}.{key}", entry)


def _check_entry(section: str, name: str, entry: object) -> Iterator[Mistake]:
    where = f"[{name}]"
    if not isinstance(entry, dict):
        key = where if "." in name else name
        yield key, repr(entry), "should be a section", f"Write {where} above its keys."
        return
    for key, value in entry.items():
        yield from _check_key(section, name, key, value)
    if section == "people":
        yield from _check_person(where, name.partition(".")[2], entry)
    elif section == "responsible" and ("person" in entry) == ("organisation" in entry):
        cure = "Give exactly one of `person` and `organisation`."
        message = "names two who answer" if "person" in entry else "does not say who answers"
        yield where, "", message, cure


def _check_person(where: str, key: str, entry: Mapping[str, Any]) -> Iterator[Mistake]:
    public = entry.get("public", "role")
    if not PERSON_ID.fullmatch(key):
        cure = "Use letters, digits, - and _."
        yield where, key, "has characters that a record cannot hold", cure
    if public not in PUBLIC:
        cure = f"Use one of {', '.join(PUBLIC)}."
        yield f"{where} public", str(public), "is not a way to be shown", cure
    elif not entry.get(public):
        cure = f"Give `{public}`, or say with `public` what readers see instead."
        yield where, "", f"has no {public} to show", cure


def _check_key(section: str, where: str, key: str, value: Any) -> Iterator[Mistake]:
    name, known = f"[{where}] {key}", SECTIONS[section]
    texts = value if key == "accounts" and isinstance(value, list) else [value]
    if isinstance(value, dict):
        outer, _, inner = f"{where}.{key}".partition(".")
        cure = f'A name that holds a dot stands in quotation marks: [{outer}."{inner}"].'
        yield f"[{outer}.{inner}]", "", "is read as a section in a section", cure
    elif key == "accounts" and not isinstance(value, list):
        yield name, str(value), "should be a list", 'Write it in brackets: ["..."].'
    elif key not in known:
        yield name, str(value), "is not a known key", _known(key, known)
    elif not all(isinstance(text, str) and text.strip() for text in texts):
        yield name, repr(value), "should be a text", 'Write it in double quotes: "...".'
    elif key == "url" and not safe_address(value).startswith("http"):
        yield name, value, "is not a web address", "Begin it with https://."
    elif key == "contact" and not CONTACT.match(value.strip()):
        cure = "Give an e-mail address, or the https:// address of a page with a form."
        yield name, value, "is no address that a reader can follow", cure
    elif key == "principles" and not safe_address(value):
        cure = "Give an https:// address, or a page of this site: ai-policy/."
        yield name, value, "is not an address", cure


def _known(word: str, known: Iterable[str]) -> str:
    return f"{did_you_mean(word, known)}Known are: {', '.join(known)}."
