# SPDX-License-Identifier: GPL-2.0-or-later
"""Named errors. Each carries a sentence for the user and a detail for the log.

The sentence says what happened, to what, and what to do next; it is already translated where it is
raised (`tr`). The detail is English, technical, and must hold no secrets. Errors are caught once, at
the slot, task or algorithm border.
"""

from __future__ import annotations

from typing import Tuple


class RuhrError(Exception):
    """Base of all errors the plugin raises on purpose.

    `private` are parts of the sentence that no log may keep, as names of persons and titles of internal records.
    """

    private: Tuple[str, ...] = ()

    def __init__(self, sentence: str, detail: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.detail = detail


class CancelledError(RuhrError):
    """The user stopped the work; nothing was written."""


class InputError(RuhrError):
    """What the user or a file gave cannot be used."""


class DependencyMissingError(RuhrError):
    """A Python package the function needs is not installed."""


# --- network -------------------------------------------------------------------------------------
class NetworkError(RuhrError):
    """A service could not be reached or did not answer properly."""


class AddressRefusedError(NetworkError):
    """The address is not http(s), or a redirect left http(s)."""


class ConnectionFailedError(NetworkError):
    """No connection: name not found, refused, reset, cut off."""


class TimedOutError(NetworkError):
    """The service did not answer in time (inactivity or total time)."""


class TruncatedError(NetworkError):
    """Fewer bytes came than the service announced, or none at all."""


class TooLargeError(NetworkError):
    """The answer is larger than allowed."""


class UntrustedCertificateError(NetworkError):
    """TLS: the certificate is not trusted by QGIS."""


class ProxyFailedError(NetworkError):
    """The proxy refused, asks for a log-in (407) or is not there."""


class MainThreadError(NetworkError):
    """Waiting for a service was tried on the main thread of the QGIS window and refused."""


class RedirectError(NetworkError):
    """Too many redirects."""


class HttpStatusError(NetworkError):
    """The service answered with an error status."""

    def __init__(self, sentence: str, detail: str = "", *, status: int, retry_after_s: float | None = None) -> None:
        super().__init__(sentence, detail)
        self.status = status
        self.retry_after_s = retry_after_s


class AccessDeniedError(HttpStatusError):
    """401 or 403: log-in missing, wrong or without the right."""


class BusyError(HttpStatusError):
    """429 or 503: the service is overloaded; `retry_after_s` if it said so."""


class UnexpectedContentError(NetworkError):
    """The answer is not what was asked for: a log-in page instead of data, broken JSON, an OGC exception."""


# --- data ----------------------------------------------------------------------------------------
class UnitError(InputError):
    """Values in one unit cannot be stated in another."""


class IncompleteError(RuhrError):
    """Fewer records arrived than the source says it has."""

    def __init__(self, sentence: str, detail: str = "", *, expected: int | None, received: int) -> None:
        super().__init__(sentence, detail)
        self.expected = expected
        self.received = received


class PublishingError(RuhrError):
    """A portal did not take over a data set as it was sent."""


class LayerError(RuhrError):
    """QGIS could not open a layer."""


class StoreError(RuhrError):
    """A register or series store cannot be read or written."""


class StoreReadOnlyError(StoreError):
    """The store can be read but not written (rights, newer schema)."""


class StoreForbiddenError(StoreReadOnlyError):
    """The store does not let this user write the record, or does not accept the log-in."""


class StillNamedError(StoreError):
    """What is to be deleted is still named by projects."""


class StoreUncertainError(StoreError):
    """The connection broke while saving: whether the record was saved is not known."""


class StoreBusyError(StoreError):
    """Another program holds the store locked."""


class StoreFullError(StoreError):
    """There is no room left to save; nothing was written."""


class StoreDamagedError(StoreError):
    """The file of the store is damaged; `path` is where it lies, empty if that is not known."""

    def __init__(self, sentence: str, detail: str = "", *, path: str = "") -> None:
        super().__init__(sentence, detail)
        self.path = path


class NotARegisterError(StoreError):
    """The file is no project register."""


class NotASeriesStoreError(StoreError):
    """The file is no store of measured values."""


class NoRegisterThereError(NotARegisterError):
    """The database has no such schema: a register can be made there."""


class OlderSchemaError(NotARegisterError):
    """The database's register must be brought up to date; `may_upgrade`: this log-in may do it."""

    def __init__(self, sentence: str, detail: str = "", *, may_upgrade: bool = False, address: str = "",
                 authcfg: str = "") -> None:
        super().__init__(sentence, detail)
        self.may_upgrade, self.address, self.authcfg = may_upgrade, address, authcfg


class NewerSchemaError(StoreReadOnlyError):
    """The store was written by a newer plugin; it opens read-only."""


class VersionConflictError(StoreError):
    """Somebody else saved the record since it was loaded."""

    def __init__(self, sentence: str, detail: str = "", *, uuid: str, base_version: int, store_version: int) -> None:
        super().__init__(sentence, detail)
        self.uuid = uuid
        self.base_version = base_version
        self.store_version = store_version
