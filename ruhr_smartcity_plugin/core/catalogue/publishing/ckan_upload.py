# SPDX-License-Identifier: GPL-2.0-or-later
"""Upload of a data set to a CKAN portal: a private draft, its files, read back, and only then public.

Nothing is sent twice: each request carries a mark made here, and after an answer that got lost the portal is asked
whether the work was done. Where the layer or its description changed between two tries, the draft gets the new state
and files of before are taken out.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import uuid
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Callable, Dict, FrozenSet, Mapping, Tuple

from ruhr_smartcity_plugin.core.catalogue.portals.absence import is_absence
from ruhr_smartcity_plugin.core.catalogue.portals.ckan import portal_root
from ruhr_smartcity_plugin.core.catalogue.publishing.ckan_difference import (
    first_difference,
    first_difference_of_file,
)
from ruhr_smartcity_plugin.core.catalogue.publishing.ckan_package import (
    EMPTY_FILE,
    EMPTY_PACKAGE,
    FILE_FIELD,
    package_of,
    resource_of,
    upload_id_of,
)
from ruhr_smartcity_plugin.core.catalogue.publishing.record import PublishedFile, PublishedRecord
from ruhr_smartcity_plugin.core.catalogue.publishing.rules import can_be_published
from ruhr_smartcity_plugin.core.catalogue.safety import may_keep_login
from ruhr_smartcity_plugin.core.errors import (
    AccessDeniedError,
    ConnectionFailedError,
    HttpStatusError,
    InputError,
    PublishingError,
    TimedOutError,
    TruncatedError,
    UnexpectedContentError,
)
from ruhr_smartcity_plugin.core.network.client import Content, HttpClient, parse_json
from ruhr_smartcity_plugin.core.network.service import Service, quotable
from ruhr_smartcity_plugin.core.progress import SILENT, Progress, stop_if_cancelled
from ruhr_smartcity_plugin.translation import tr

# The whole body is in memory while it is sent (QGIS's network takes it as one piece).
MOST_FILE_BYTES = 200 * 1024 * 1024
_SLOWEST_BYTES_PER_S = 125_000  # 1 Mbit/s, the slowest line an office still uploads over
# After these nobody knows whether the portal did the work.
_LOST = (ConnectionFailedError, TimedOutError, TruncatedError)


@dataclass(frozen=True)
class UploadState:
    """How far an upload is; kept between tries. `sent` are the hashes of files the portal has confirmed.

    `portal` is the root address it goes to: the same name on another portal is another upload. `described` is the hash
    of the description the portal has, `tried` are the hashes of all files that were on their way. `is_file_compared`:
    the portal gave the files out too.
    """

    name: str
    owner_org: str
    portal: str = ""
    described: str = ""
    upload_id: str = field(default_factory=lambda: uuid.uuid4().hex)
    package_id: str = ""
    sent: Tuple[str, ...] = ()
    tried: Tuple[str, ...] = ()
    is_checked: bool = False
    is_public: bool = False
    is_file_compared: bool = True

    def to_record(self) -> Dict[str, Any]:
        """Return plain JSON values."""
        return {**vars(self), "sent": list(self.sent), "tried": list(self.tried)}

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> UploadState:
        """Return what `to_record` kept; raises KeyError or TypeError for something else."""
        known = {key: record[key] for key in cls.__dataclass_fields__ if key in record}
        lists = {key: tuple(map(str, known.get(key, ()))) for key in ("sent", "tried")}
        return cls(**{**known, **lists})


@dataclass(frozen=True)
class LocalFile:
    """A file to upload with what is said of it."""

    path: Path
    described: PublishedFile


class CkanUpload:
    """One upload on its way. Use it in a task: it waits for the network."""

    def __init__(
        self, client: HttpClient, address: str, title: str, on_state: Callable[[UploadState], None] = lambda _one: None
    ) -> None:
        self.root = portal_root(address)
        self._client, self._title, self._on_state = client, title, on_state

    def organisations(self, progress: Progress = SILENT) -> Tuple[Tuple[str, str], ...]:
        """Return (id, title) of the organisations the log-in may publish for.

        Raises
        ------
        NetworkError
            The portal did not answer, or not with the log-in.
        """
        result = self._get("organization_list_for_user", {"permission": "create_dataset"}, progress)
        rows = result if isinstance(result, list) else []
        known = [one for one in rows if isinstance(one, Mapping) and one.get("id")]
        return tuple((str(one["id"]), str(one.get("title") or one.get("name") or one["id"])) for one in known)

    def run(
        self, record: PublishedRecord, files: Tuple[LocalFile, ...], state: UploadState, progress: Progress = SILENT
    ) -> UploadState:
        """Do the steps that are not done yet, telling each new state; return the last one.

        Raises
        ------
        InputError
            The record breaks a rule, or a file is missing or too large. Nothing was sent.
        PublishingError
            The name is taken by somebody else's data set, or what the portal kept differs from what was sent; the
            data set is still private.
        NetworkError
            The portal failed; call again with the last state to go on.
        """
        _require(record, files)
        if state.portal not in ("", self.root):
            raise InputError(tr("This upload was begun on another portal. Choose that portal or another short name."))
        state = self._describe(record, replace(state, portal=self.root), progress)
        digests = tuple(sha256_of(one.path) for one in files)
        for number, (one, digest) in enumerate(zip(files, digests)):
            stop_if_cancelled(progress)
            if digest not in state.sent:
                # Written down before it is sent: should the answer get lost, the file is still known as ours.
                state = self._told(replace(self._as_draft(state, progress), tried=(*state.tried, digest)))
                self._send_file(one, digest, state, progress)
                state = self._told(replace(state, sent=(*state.sent, digest)))
            progress.report(0.1 + 0.7 * (number + 1) / max(1, len(files)))
        if not state.is_checked:
            self._tidy_files(dict(zip(digests, files)), state, progress)
            state = replace(state, sent=digests, tried=digests)
            is_compared = self._compare(record, dict(zip(digests, files)), state, progress)
            state = self._told(replace(state, is_checked=True, is_file_compared=is_compared))
        stop_if_cancelled(progress)
        if not state.is_public:
            self._make_public(state, progress)
            state = self._told(replace(state, is_public=True))
        progress.report(1.0)
        return state

    def withdraw(self, state: UploadState, progress: Progress = SILENT) -> None:
        """Delete what was uploaded, if it is ours; nothing to do is no error. Raises what `run` raises."""
        package = self._package(state.name, progress)
        if package is not None and upload_id_of(package) == state.upload_id:
            self._post("package_delete", {"id": package["id"]}, progress)

    # --- steps ------------------------------------------------------------------------------------------
    def _describe(self, record: PublishedRecord, state: UploadState, progress: Progress) -> UploadState:
        """Make the draft, or give it the description of now."""
        groups = self._groups(progress) if record.themes else frozenset()
        package = package_of(
            record, name=state.name, owner_org=state.owner_org, upload_id=state.upload_id, groups=groups
        )
        said = [package, *(resource_of(one, "") for one in record.distributions)]
        described = hashlib.sha256(json.dumps(said, sort_keys=True).encode("utf-8", "replace")).hexdigest()
        if not state.package_id:
            package_id, is_new = self._create(package, state, progress)
            state = self._told(replace(state, package_id=package_id, described=described if is_new else ""))
        if state.described == described:
            return state
        self._require_ours(state, progress)
        # What was emptied has to be said, or it stays. The package is private again.
        self._post("package_patch", {**EMPTY_PACKAGE, **package, "id": state.package_id}, progress)
        return self._told(replace(state, described=described, is_checked=False, is_public=False))

    def _groups(self, progress: Progress) -> FrozenSet[str]:
        """Return the names of the groups the log-in may add data sets to."""
        try:
            rows = self._get("group_list_authz", {}, progress)
        except HttpStatusError as error:
            if not is_absence(error) and not isinstance(error, AccessDeniedError):
                raise
            rows = None
        known = rows if isinstance(rows, list) else []
        return frozenset(str(one["name"]) for one in known if isinstance(one, Mapping) and one.get("name"))

    def _as_draft(self, state: UploadState, progress: Progress) -> UploadState:
        """Take a published data set back to a draft before its files change."""
        if state.is_public:
            self._require_ours(state, progress)
            self._post("package_patch", {"id": state.package_id, "private": True}, progress)
        return replace(state, is_checked=False, is_public=False)

    def _require_ours(self, state: UploadState, progress: Progress) -> None:
        package = self._package(state.package_id, progress)
        if package is None or upload_id_of(package) != state.upload_id:
            raise self._is_not_ours()

    def _tidy_files(self, files: Mapping[str, LocalFile], state: UploadState, progress: Progress) -> None:
        """Take out the files of an earlier try, and give those that stay the description of now.

        A file is there twice where the portal was still at work on the first when it was sent again. Files somebody
        added in the portal have no mark of ours and stay as they are.
        """
        package, seen = self._package(state.name, progress) or {}, set()
        for one in package.get("resources") or []:
            mark = one.get(FILE_FIELD)
            if mark in (*state.sent, *state.tried) and (mark not in files or mark in seen):
                self._post("resource_delete", {"id": one["id"]}, progress)
            elif mark in files:
                seen.add(mark)
                wanted = resource_of(files[mark].described, state.package_id)
                if first_difference_of_file(wanted, files[mark].path.stat().st_size, "", one):
                    self._post("resource_patch", {**EMPTY_FILE, **wanted, "id": one["id"]}, progress)

    def _create(self, package: Dict[str, Any], state: UploadState, progress: Progress) -> Tuple[str, bool]:
        """Return the id of the draft, and whether it has the description of now."""
        try:
            existing = self._package(state.name, progress)
        except AccessDeniedError as error:
            if error.status != 403:
                raise
            sentence = tr("“{portal}” does not tell this log-in of a data set with the name “{name}”: it may be "
                          "somebody else's draft. Choose another name, or check the log-in.")  # fmt: skip
            raise AccessDeniedError(
                sentence.format(portal=quotable(self._title), name=state.name), error.detail, status=403
            ) from error
        if existing is not None:
            return self._ours(existing, state), False
        try:
            return str(self._post("package_create", package, progress)["id"]), True
        except _LOST:
            existing = self._package(state.name, progress)
            if existing is None:
                raise
            return self._ours(existing, state), True

    def _ours(self, package: Mapping[str, Any], state: UploadState) -> str:
        if upload_id_of(package) != state.upload_id:
            sentence = tr("“{portal}” already has a data set with the name “{name}”. Choose another name.")
            raise PublishingError(sentence.format(portal=quotable(self._title), name=state.name))
        return str(package["id"])

    def _send_file(self, one: LocalFile, digest: str, state: UploadState, progress: Progress) -> None:
        if self._has_file(digest, state, progress):
            return
        fields = {**resource_of(one.described, state.package_id), FILE_FIELD: digest}
        body, content_type = multipart(fields, one.path, state.upload_id)
        try:
            self._post_body("resource_create", body, content_type, progress, _with_time_for(self._client, len(body)))
        except _LOST:
            if not self._has_file(digest, state, progress):
                raise

    def _has_file(self, digest: str, state: UploadState, progress: Progress) -> bool:
        package = self._package(state.name, progress) or {}
        return any(one.get(FILE_FIELD) == digest for one in package.get("resources") or [])

    def _compare(
        self, record: PublishedRecord, sent: Mapping[str, LocalFile], state: UploadState, progress: Progress
    ) -> bool:
        """Read back what the portal kept before anybody else can see it; answer whether it gave the files out too."""
        package = self._package(state.name, progress)
        if package is None:
            raise self._is_not_ours()
        wanted = package_of(record, name=state.name, owner_org=state.owner_org, upload_id=state.upload_id)
        lost = first_difference(wanted, package)
        if lost:
            raise self._differs(lost)
        kept, is_compared = [one for one in package.get("resources") or [] if isinstance(one, Mapping)], True
        for digest, file in sent.items():
            found = [one for one in kept if one.get(FILE_FIELD) == digest]
            if len(found) != 1:
                raise self._differs(tr("the files"))
            is_compared = self._compare_file(found[0], file, digest, progress) and is_compared
        return is_compared

    def _compare_file(self, resource: Mapping[str, Any], file: LocalFile, digest: str, progress: Progress) -> bool:
        n_bytes = file.path.stat().st_size
        lost = first_difference_of_file(resource_of(file.described, ""), n_bytes, file.path.name, resource)
        if lost:
            raise self._differs(lost)
        there = self._file_there(str(resource["url"]), n_bytes, progress) if n_bytes else digest
        if there not in (None, digest):
            sentence = tr("the content of the file “{name}”")
            raise self._differs(sentence.format(name=quotable(file.path.name)))
        return there is not None

    def _file_there(self, address: str, n_bytes: int, progress: Progress) -> str | None:
        """Return the hash of the file the portal gives out; None if it gives no files of drafts, or from elsewhere."""
        if not may_keep_login(self.root, address):
            return None  # the log-in must be shown to nobody else
        client = _with_time_for(self._client, n_bytes)
        limits = replace(client.limits, max_bytes=max(client.limits.max_bytes, n_bytes + 1))
        client = client.with_limits(limits)
        try:
            answer = client.get(address, service=self._title, progress=progress, refresh=True)
        except HttpStatusError as error:
            if error.status in (401, 403, 404):
                return None
            raise
        return hashlib.sha256(answer.body).hexdigest()

    def _differs(self, what: str) -> PublishingError:
        sentence = tr("“{portal}” kept {what} differently from what was sent. The data set is still private; look at "
                      "it in the portal.")  # fmt: skip
        return PublishingError(sentence.format(portal=quotable(self._title), what=what))

    def _is_not_ours(self) -> PublishingError:
        sentence = tr("“{portal}” no longer has the data set of this upload: it was deleted or replaced there. Look at "
                      "it in the portal, or choose another short name.")  # fmt: skip
        return PublishingError(sentence.format(portal=quotable(self._title)))

    def _make_public(self, state: UploadState, progress: Progress) -> None:
        try:
            self._post("package_patch", {"id": state.package_id, "private": False}, progress)
        except _LOST:
            if (self._package(state.name, progress) or {}).get("private") is not False:
                raise
        if (self._package(state.name, progress) or {}).get("private") is not False:
            sentence = tr("“{portal}” did not make the data set public. It is there as a draft; ask the operator.")
            raise PublishingError(sentence.format(portal=quotable(self._title)))

    # --- requests ---------------------------------------------------------------------------------------
    def _package(self, name: str, progress: Progress) -> Mapping[str, Any] | None:
        try:
            result = self._get("package_show", {"id": name}, progress)
        except HttpStatusError as error:
            if error.status == 404:
                return None
            raise
        if not isinstance(result, Mapping) or result.get("state") == "deleted":
            return None
        return result

    def _get(self, action: str, params: Dict[str, str], progress: Progress) -> Any:
        answer = self._client.get_json(
            f"{self.root}/api/3/action/{action}", params=params, service=self._title, progress=progress, refresh=True
        )
        return self._result(answer)

    def _post(self, action: str, values: Mapping[str, Any], progress: Progress) -> Any:
        return self._post_body(action, json.dumps(values).encode("utf-8"), "application/json", progress)

    def _post_body(
        self, action: str, body: bytes, content_type: str, progress: Progress, client: HttpClient | None = None
    ) -> Any:
        url = f"{self.root}/api/3/action/{action}"
        try:
            answer = (client or self._client).send(
                "POST", url, body=body, content_type=content_type, expect=Content.JSON, service=self._title,
                progress=progress,
            )  # fmt: skip
        except AccessDeniedError as error:
            sentence = tr("“{portal}” does not let this log-in publish here. Check the log-in and the organisation.")
            raise AccessDeniedError(
                sentence.format(portal=quotable(self._title)), error.detail, status=error.status
            ) from error
        except HttpStatusError as error:
            if error.status == 409:
                sentence = tr("“{portal}” refused the data set: some field is not as it wants it. See the details.")
                raise PublishingError(sentence.format(portal=quotable(self._title)), error.detail) from error
            raise
        return self._result(parse_json(answer, Service(url, self._title)))

    def _result(self, answer: Any) -> Any:
        if not isinstance(answer, Mapping) or answer.get("success") is not True:
            sentence = tr("“{portal}” does not answer as a CKAN portal. Check its address.")
            raise UnexpectedContentError(sentence.format(portal=quotable(self._title)), repr(answer)[:500])
        return answer.get("result")

    def _told(self, state: UploadState) -> UploadState:
        self._on_state(state)
        return state


def _with_time_for(client: HttpClient, n_bytes: int) -> HttpClient:
    """Return the client with time to send so much: while it sends, the portal has nothing to answer."""
    needed = n_bytes / _SLOWEST_BYTES_PER_S
    limits = client.limits
    limits = replace(limits, total_s=limits.total_s + needed, inactivity_s=limits.inactivity_s + needed)
    return client.with_limits(limits)


def _require(record: PublishedRecord, files: Tuple[LocalFile, ...]) -> None:
    if not can_be_published(record, is_upload=True):
        raise InputError(tr("The description is not complete yet. Mend the fields marked as errors first."))
    for one in files:
        if not one.path.is_file():
            raise InputError(tr("The file “{name}” does not exist.").format(name=one.path.name))
        if one.path.stat().st_size > MOST_FILE_BYTES:
            sentence = tr("The file “{name}” is larger than {most} MB. Publish a part of it or ask the operator.")
            raise InputError(sentence.format(name=one.path.name, most=MOST_FILE_BYTES // 1024**2))


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file as hex digits."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        for block in iter(lambda: file.read(1024 * 1024), b""):
            digest.update(block)
    return digest.hexdigest()


def multipart(fields: Mapping[str, str], path: Path, mark: str) -> Tuple[bytes, str]:
    """Return body and content type of a form with a file (RFC 7578); `mark` must not occur in the content."""
    boundary = f"----ruhr{mark}"
    parts = []
    for name, value in fields.items():
        parts.append(f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode())
    safe = path.name.replace("\\", "_").replace('"', "_").replace("\r", "_").replace("\n", "_")
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="upload"; filename="{safe}"\r\n'
    parts.append(f"{head}Content-Type: application/octet-stream\r\n\r\n".encode())
    end = f"\r\n--{boundary}--\r\n".encode()
    if not path.stat().st_size:
        return b"".join([*parts, end]), f"multipart/form-data; boundary={boundary}"
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        body = b"".join([*parts, content, end])  # mapped, so that the file is in memory once and not twice
    return body, f"multipart/form-data; boundary={boundary}"
