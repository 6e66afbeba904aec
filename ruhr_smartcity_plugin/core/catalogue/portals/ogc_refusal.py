# SPDX-License-Identifier: GPL-2.0-or-later
"""A service that is not there, told apart from one that is there and fails.

Servers that speak several protocols at one address refuse the others in many ways: 404, an OGC exception, the
capabilities of what they do speak, and MapServer a web page with status 200. Where the answer leaves it open, a service
that nobody has is asked for: what refuses it in the same words means "no such service" by them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Callable, List, Tuple

from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.errors import AccessDeniedError, HttpStatusError, NetworkError, UnexpectedContentError
from ruhr_smartcity_plugin.core.network.failures import REPEATABLE_STATUS
from ruhr_smartcity_plugin.translation import tr

#: No protocol has this name.
NO_SERVICE = "NOSUCHSERVICE"
_NOT_IMPLEMENTED = 501
_ABSENT = re.compile(
    r"(?i)not[ -](?:supported|enabled|available|implemented|configured)|unsupported|unknown service|service unknown|"
    r"disabled|OperationNotSupported|locator=.{0,3}service"
)


@dataclass(frozen=True)
class Failure:
    """What asking for one kind of service ended in.

    `is_foreign` says that whole capabilities of another kind came, `is_damaged` that XML came which cannot be read.
    """

    kind: ServiceKind
    error: NetworkError
    is_foreign: bool = False
    is_damaged: bool = False

    @property
    def is_open(self) -> bool:
        """Answer whether the service may be absent or may have failed: only how the server refuses others tells."""
        status = self.error.status if isinstance(self.error, HttpStatusError) else None
        is_fault = status is not None and status >= 500 and status not in (*REPEATABLE_STATUS, _NOT_IMPLEMENTED)
        is_other = isinstance(self.error, UnexpectedContentError) and not self.is_foreign
        return not self.is_damaged and (is_fault or is_other)

    @property
    def is_absence(self) -> bool:
        """Answer whether the server says clearly that it has no such service."""
        if self.is_foreign or (self.is_open and _ABSENT.search(f"{self.error.sentence} {self.error.detail}")):
            return True
        if not isinstance(self.error, HttpStatusError) or isinstance(self.error, AccessDeniedError):
            return False
        return self.error.status == _NOT_IMPLEMENTED or (
            self.error.status < 500 and self.error.status not in REPEATABLE_STATUS
        )

    def left_out(self, service: str) -> NetworkError:
        """Return the sentence that this service is missing from a list, and why."""
        sentence = tr("The {kind} of “{service}” is missing from the list: {reason}")
        words = {"kind": self.kind.title, "service": service, "reason": self.error.sentence}
        return NetworkError(sentence.format(**words), self.error.detail)


def real_failures(failures: List[Failure], ask_for_none: Callable[[], NetworkError | None]) -> Tuple[Failure, ...]:
    """Return those that do not mean "no such service".

    `ask_for_none` asks for `NO_SERVICE` and returns its refusal, None where it is answered; called once at most.
    """
    doubtful = [one for one in failures if not one.is_absence]
    if not any(one.is_open for one in doubtful):
        return tuple(doubtful)
    refusal = ask_for_none()
    usual = _words(refusal, NO_SERVICE) if refusal is not None else None
    return tuple(one for one in doubtful if not (one.is_open and _words(one.error, one.kind.value) == usual))


def _words(error: NetworkError, asked: str) -> str:
    """Return what the server answered, without the address and the name of what it was asked for."""
    _address, found, answer = error.detail.partition(": HTTP ")
    return re.sub(re.escape(asked), "", answer if found else error.detail, flags=re.IGNORECASE)
