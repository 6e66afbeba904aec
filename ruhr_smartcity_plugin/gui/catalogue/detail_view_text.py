# SPDX-License-Identifier: GPL-2.0-or-later
"""The detail page of a data set as safe HTML: every text of a catalogue is escaped, links are http(s) or mailto."""

from __future__ import annotations

import html
from datetime import datetime, timezone
from typing import Iterator, List, Tuple

from qgis.PyQt.QtCore import QLocale
from qgis.PyQt.QtGui import QPalette

from ruhr_smartcity_plugin.adapters.local_time import short_date
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.licence import LicenceState
from ruhr_smartcity_plugin.core.catalogue.markdown import LONGEST, render_markdown
from ruhr_smartcity_plugin.core.catalogue.markdown_inline import inline_html, link_html
from ruhr_smartcity_plugin.core.catalogue.markdown_source import visible_text
from ruhr_smartcity_plugin.core.catalogue.municipalities import evidence_text
from ruhr_smartcity_plugin.core.catalogue.themes import theme_title
from ruhr_smartcity_plugin.core.region.municipalities import load_region
from ruhr_smartcity_plugin.gui.alarm_colour import alarm_colour
from ruhr_smartcity_plugin.translation import tr

_MOST_NAMES = 12
_MIDDLE, _LINK_ON_DARK = 128, "#8ab4f8"


def page_html(dataset: Dataset, palette: QPalette) -> str:
    """Return title, facts and description. Colours come from the palette; one fact per line, so that any width fits."""
    facts = "".join(f"<p><b>{html.escape(name)}:</b> {value}</p>" for name, value in _facts(dataset, palette) if value)
    notes = render_markdown(dataset.notes)
    nothing = tr("The publisher gives no description.")
    described = notes or f"<p>{html.escape(nothing)}</p>"
    if len(dataset.notes) > LONGEST:
        more = tr("The description goes on in the catalogue.")
        described += f"<p><i>{html.escape(more)}</i></p>"
    return f"<h3>{_plain(dataset.title)}</h3>{facts}<hr/>{described}"


def page_style(palette: QPalette) -> str:
    """Return the style sheet of the page: tight lines, links in the colour of the theme."""
    is_dark = palette.color(QPalette.ColorRole.Base).lightness() < _MIDDLE
    # Many dark themes keep the pure blue for links: 1.6 to 1 on #2b2b2b, where ours has 6.6 to 1.
    own = palette.color(QPalette.ColorRole.Link)
    link = _LINK_ON_DARK if is_dark and own.lightness() <= _MIDDLE else own.name()
    return f"h3, h4, p {{ margin-top: 3px; margin-bottom: 3px; }} a {{ color: {link}; }}"


def resource_text(distribution: Distribution, dataset: Dataset) -> str:
    """Return the lines of a resource in the list: kind and title, then what else is known. Plain text.

    Its own licence is said where it differs from that of the data set, and that it has none where only others do.
    """
    kind = tr("Sample") if distribution.sample else distribution.kind.title
    is_unclear = distribution.kind is ServiceKind.UNKNOWN and not distribution.sample
    stated = distribution.declared_format if is_unclear else kind
    lines = [f"{stated or '?'} – {distribution.title}", _size_and_date(distribution), distribution.problem]
    if dataset.licence.name and not dataset.licence_of(distribution).name:
        lines.append(tr("No licence stated for this resource"))
    if distribution.licence.name and distribution.licence.name != dataset.licence.name:
        sentence = tr("Licence of its own: {licence} ({state})")
        lines.append(sentence.format(licence=distribution.licence.name, state=distribution.licence.state.text()))
    if not distribution.problem and not distribution.is_loadable:
        unclear = tr("What it is will be found out when you add it")
        lines.append(unclear if distribution.is_unclear else tr("Opens in the browser"))
    if distribution.url.startswith("http:"):
        lines.append(tr("Not encrypted (http)"))
    return "\n".join(visible_text(" ".join(line.split())) for line in lines if line)


def size_text(size_bytes: int | None, digits: int = 1) -> str:
    """Return a size in the user's form, e.g. "1,2 MB" in German; "" if it is unknown."""
    if size_bytes is None or size_bytes < 0:
        return ""
    return QLocale().formattedDataSize(size_bytes, digits, QLocale.DataSizeFormat.DataSizeSIFormat)


def _size_and_date(distribution: Distribution) -> str:
    date = ""
    if distribution.modified is not None:
        date = tr("as of {date}").format(date=short_date(distribution.modified))
    size = size_text(distribution.size_bytes)
    if not size and distribution.kind.is_file and distribution.url:
        size = tr("size not stated")
    return " · ".join(part for part in (size, date) if part)


def _facts(dataset: Dataset, palette: QPalette) -> Iterator[Tuple[str, str]]:
    unknown = html.escape(tr("unknown"))
    yield tr("Publisher"), _plain(dataset.publisher) or unknown
    yield tr("Contact"), inline_html(visible_text(dataset.contact))
    yield tr("Licence"), _licence(dataset, palette)
    yield tr("Source note to print"), _plain(_source_note(dataset))
    yield tr("Date of the data"), html.escape(short_date(dataset.data_date)) if dataset.data_date else unknown
    if dataset.address_checked is not None:
        yield tr("Address checked"), html.escape(short_date(dataset.address_checked))
    else:
        yield tr("Entry changed"), html.escape(short_date(dataset.modified)) if dataset.modified else unknown
    yield tr("Covers"), _plain(area_text(dataset)) or unknown
    yield tr("Themes"), _plain(", ".join(dict.fromkeys(map(theme_title, dataset.themes))))
    yield tr("Keywords"), _plain(", ".join(dataset.tags[:_MOST_NAMES]))
    yield tr("Listed in"), _places(dataset)
    yield tr("Identifier"), _plain(dataset.identifier)
    yield tr("Note"), _plain(" ".join(dataset.remarks))


def _licence(dataset: Dataset, palette: QPalette) -> str:
    licence = dataset.licence
    name, said = visible_text(licence.name), html.escape(licence.advice())
    if name:
        shown = link_html(name, licence.url) if licence.url else _plain(name)
        said = f"{shown} – {html.escape(licence.state.text())}. {said}"
    is_reachable = any(one.url for one in dataset.distributions)
    if licence.state is LicenceState.CLOSED and is_reachable:
        red = alarm_colour(palette).name()
        warning = tr("The address is open, but the licence is closed: this is not open data.")
        said += f' <span style="color:{red}"><b>{html.escape(warning)}</b></span>'
    return said


def _source_note(dataset: Dataset) -> str:
    """Return what has to stand on a map with these data; "" where the licence asks for nothing."""
    if dataset.licence.state is LicenceState.OPEN and not dataset.licence.needs_attribution and not dataset.attribution:
        return ""
    chosen = next((one for one in dataset.distributions if one.is_loadable), None)
    chosen = chosen or next(iter(dataset.distributions), None)
    if chosen is None:
        return dataset.attribution
    return dataset.origin_of(chosen, datetime.now(timezone.utc)).source_note()


def area_text(dataset: Dataset) -> str:
    """Return towns and districts with how that is known; "" where nothing points to the region."""
    region = load_region()
    known = [region.by_ags(ags) for ags in dataset.municipalities]
    towns = sorted(one.name for one in known if one is not None)
    districts = sorted(one.name for one in region.districts if one.key in dataset.districts)
    names = [*towns, *districts]
    if not names:
        return ""
    shown = ", ".join(names[:_MOST_NAMES])
    if len(towns) == len(region.municipalities):
        shown = region.whole_area().name
    elif len(names) > _MOST_NAMES:
        shown = tr("{names} and {count} more").format(names=shown, count=len(names) - _MOST_NAMES)
    how = evidence_text(dataset.municipality_evidence)
    return f"{shown} ({how})" if how else shown


def _places(dataset: Dataset) -> str:
    """Return all portals that list it, linked to its page there."""
    if not dataset.places:
        return _linked(dataset.portal, dataset.landing_url)
    shown: List[str] = [_linked(one.portal, one.landing_url) for one in dataset.places]
    return ", ".join(shown)


def _linked(text: str, target: str) -> str:
    shown = visible_text(" ".join(text.split()))
    return link_html(shown, target) if target else html.escape(shown)


def _plain(text: str) -> str:
    return html.escape(visible_text(" ".join(text.split())))
