# SPDX-License-Identifier: GPL-2.0-or-later
"""A real pycsw 2.6 on loopback: a CSW 2.0.2 with ISO 19139 records, as regional GeoNetworks publish them.

``with PycswServer() as catalogue: catalogue.csw_url``. `records` maps identifiers to ISO 19139 documents (default:
`tests.support.pycsw_records.make_records`), `most_records` is the server's cap per answer.
"""

from __future__ import annotations

from pathlib import Path
from typing import Dict, Mapping, Sequence

from tests.support.pycsw_records import make_records
from tests.support.server_process import ServerProcess


class PycswServer(ServerProcess):
    """See the module."""

    environment_name = "pycsw"
    alive_path = "/?service=CSW&version=2.0.2&request=GetCapabilities"

    def __init__(self, records: Mapping[str, str] | None = None, *, most_records: int = 50) -> None:
        super().__init__()
        self.records = make_records() if records is None else dict(records)
        self._most = most_records

    @property
    def csw_url(self) -> str:
        return f"{self.url}/csw"

    def variables(self) -> Dict[str, str]:
        return {"PYCSW_CONFIG": str(self.folder / "pycsw.cfg")}

    def command(self, port: int, descriptor: int) -> Sequence[str]:
        folder = self.folder / "records"
        folder.mkdir()
        for number, document in enumerate(self.records.values()):
            (folder / f"{number:04d}.xml").write_text(document, encoding="utf-8")
        database = f"sqlite:///{self.folder}/records.sqlite3"
        (self.folder / "pycsw.cfg").write_text(self._configuration(database), encoding="utf-8")
        # -P: the folder of this file would hide the package of the same name.
        site = Path(__file__).with_name("pycsw_site.py")
        return [str(self.python), "-P", str(site), database, str(folder), str(port), str(descriptor)]

    def _configuration(self, database: str) -> str:
        return f"""[server]
home={self.folder}
url={self.csw_url}
mimetype=application/xml; charset=UTF-8
encoding=UTF-8
language=en-US
maxrecords={self._most}
profiles=apiso

[manager]
transactions=false

[metadata:main]
identification_title=Geodatenkatalog der Metropole Ruhr (Test)
identification_abstract=Metadaten
identification_keywords=Geodaten
identification_keywords_type=theme
identification_fees=None
identification_accessconstraints=None
provider_name=Regionalverband (Test)
provider_url=https://katalog.example/
contact_name=Geodaten
contact_position=Geodaten
contact_address=-
contact_city=Essen
contact_stateorprovince=NRW
contact_postalcode=45128
contact_country=DE
contact_phone=-
contact_fax=-
contact_email=geodaten@katalog.example
contact_url=https://katalog.example/
contact_hours=-
contact_instructions=-
contact_role=pointOfContact

[repository]
database={database}
table=records
"""
