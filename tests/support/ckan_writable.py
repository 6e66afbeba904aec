# SPDX-License-Identifier: GPL-2.0-or-later
"""A CKAN portal on loopback that can be written to, in CKAN's shapes; faults by action, unexpected requests noted.

`faults[action]` is a list used up one by one: "lost" (the work is done, the connection is cut before the answer),
"cut" (cut before the work), an int (that status), or None (no fault).
"""

from __future__ import annotations

import cgi
import hashlib
import io
import uuid
import warnings
from collections import defaultdict
from functools import partial
from typing import Any, Callable, Dict, List, Tuple

from tests.support.loopback import Loopback, Reply, Seen

ACTIONS = {"package_show", "package_create", "package_patch", "package_delete", "resource_create", "resource_patch",
           "resource_delete", "organization_list_for_user", "group_list_authz"}  # fmt: skip
KEY = "schluessel-der-stadt"


class WritableCkan(Loopback):
    """``with WritableCkan() as portal: portal.url``; `packages` by name, `log` of (action, authorised).

    `groups` are the portal's groups, and whether the log-in may add data sets to them.
    """

    def __init__(self) -> None:
        super().__init__({f"/api/3/action/{name}": partial(self._answer, name) for name in ACTIONS}, strict=True)
        self.packages: Dict[str, Dict[str, Any]] = {}
        self.faults: Dict[str, List[Any]] = defaultdict(list)
        self.log: List[Tuple[str, bool]] = []
        self.groups: Dict[str, bool] = {"envi": True, "tran": False}
        self.spoil_title = False
        self.spoil: Callable[[Dict[str, Any], Dict[str, Any]], None] = lambda _package, _resource: None

    def count(self, action: str) -> int:
        return sum(1 for name, _ok in self.log if name == action)

    def _answer(self, action: str, request: Seen) -> Reply:
        is_allowed = request.headers.get("Authorization") == KEY
        self.log.append((action, is_allowed))
        fault = self.faults[action].pop(0) if self.faults[action] else None
        if fault == "cut":
            raise ConnectionAbortedError
        if isinstance(fault, int):
            status, result = fault, {"__type": "Error"}
        elif not is_allowed:
            status, result = 403, {"__type": "Authorization Error", "message": "Zugriff verweigert"}
        else:
            status, result = self.act(action, *_values_and_file(request))
        if fault == "lost":
            raise ConnectionAbortedError
        is_good = status == 200
        document = {"help": "", "success": is_good, ("result" if is_good else "error"): result}
        return Reply(status, document, content_type="application/json;charset=utf-8")

    def _download(self, file: bytes, request: Seen) -> Reply:
        is_allowed = request.headers.get("Authorization") == KEY
        return Reply(200, file, content_type="application/octet-stream") if is_allowed else Reply(403, b"x")

    def act(self, action: str, values: Dict[str, Any], file: bytes | None) -> Tuple[int, Any]:
        if action in ("resource_delete", "resource_patch"):
            return self._change_resource(action, values)
        found = self._find(values.get("id") or values.get("package_id") or values.get("name") or "")
        if action in ("organization_list_for_user", "group_list_authz"):
            return 200, self._list(action)
        if action == "package_show":
            return (200, found) if found else (404, {"__type": "Not Found Error", "message": "Nicht gefunden"})
        refusal = self._refusal_of_groups(values, found or {})
        if refusal is not None:
            return refusal
        if action == "package_create":
            if found:
                return 409, {"__type": "Validation Error", "name": ["That URL is already in use."]}
            package = {**values, "id": str(uuid.uuid4()), "resources": [], "state": "active"}
            if self.spoil_title:
                package["title"] = package["title"].upper()
            self.packages[values["name"]] = package
            return 200, package
        if not found:
            return 404, {"__type": "Not Found Error"}
        if action == "resource_create":
            # XLoader writes `hash` anew, whatever was sent in it.
            resource = {**values, "id": str(uuid.uuid4()), "size": len(file or b""),
                        "hash": hashlib.md5(file or b"", usedforsecurity=False).hexdigest(),
                        "sha": hashlib.sha256(file or b"").hexdigest()}  # fmt: skip
            resource["url"] = f"{self.url}/download/{resource['id']}"
            self.routes[f"/download/{resource['id']}"] = partial(self._download, file or b"")
            self.spoil(found, resource)
            found["resources"].append(resource)
            return 200, resource
        if action == "package_patch":
            found.update(values, id=found["id"])
            return 200, found
        self.packages.pop(found["name"])
        return 200, None

    def _change_resource(self, action: str, values: Dict[str, Any]) -> Tuple[int, Any]:
        listed = ((package, one) for package in self.packages.values() for one in package["resources"])
        package, found = next(pair for pair in listed if pair[1]["id"] == values["id"])
        if action == "resource_delete":
            package["resources"] = [one for one in package["resources"] if one is not found]
            return 200, None
        found.update(values)
        self.spoil(package, found)
        return 200, found

    def _list(self, action: str) -> List[Dict[str, str]]:
        if action == "group_list_authz":
            return [{"id": f"g-{name}", "name": name} for name, is_ours in self.groups.items() if is_ours]
        return [{"id": "org-1", "name": "stadt-herne", "title": "Stadt Herne"}]

    def _refusal_of_groups(self, values: Dict[str, Any], kept: Dict[str, Any]) -> Tuple[int, Any] | None:
        added = [one for one in values.get("groups") or [] if one not in (kept.get("groups") or [])]
        if any(one["name"] not in self.groups for one in added):
            return 404, {"__type": "Not Found Error", "message": "Group was not found."}
        if not all(self.groups[one["name"]] for one in added):
            return 403, {"__type": "Authorization Error", "message": "Zugriff verweigert"}
        return None

    def _find(self, key: str) -> Dict[str, Any] | None:
        return next((one for one in self.packages.values() if key in (one["id"], one["name"])), None)


def _values_and_file(request: Seen) -> Tuple[Dict[str, Any], bytes | None]:
    kind = request.headers.get("Content-Type", "")
    if request.method == "GET":
        return {name: request.value(name) for name in request.query}, None
    if not kind.startswith("multipart/form-data"):
        return request.json(), None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        headers = {"content-type": kind, "content-length": str(len(request.body))}
        form = cgi.FieldStorage(io.BytesIO(request.body), headers=headers, environ={"REQUEST_METHOD": "POST"})
    return {key: form.getvalue(key) for key in form if key != "upload"}, form["upload"].file.read()
