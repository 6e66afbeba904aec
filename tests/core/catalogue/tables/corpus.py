# SPDX-License-Identifier: GPL-2.0-or-later
"""Tables in the shapes in which German offices publish them; all values are invented.

Each case names what has to be understood; counts were made by hand and stand as (good, without place, rejected).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Dict, List, Tuple


@dataclass(frozen=True)
class Case:
    """A file and what is to be read from it. `kinds` by title; `row` is the first row of the preview, in part."""

    name: str
    content: bytes
    counts: Tuple[int, int, int]
    encoding: str = "utf-8"
    delimiter: str = ";"
    head_line: int = 1
    placing: str = "none"
    crs: str = ""
    kinds: Dict[str, str] = field(default_factory=dict)
    row: Dict[str, object] = field(default_factory=dict)
    north_first: bool = False
    said: str = ""
    width: int = 0
    feet: int = 0


def _rows(pattern: str, count: int) -> str:
    """Rows that differ in `i` and lie a little apart."""
    return "".join(pattern.format(i=i, j=i % 10, k=10 + i) for i in range(count))


CASES: List[Case] = [
    Case("koeln: semicolon, quoted semicolons, CRLF, decimal comma, north before east, without and broken",
         ("OBJEKT;BEZ;NORD;OST\r\n"
          '1;"Halle; alt ""Süd""";50,94131;6,95812\r\n'
          "2;Dom;50,94133;6,9583\r\n"
          "3;Park;50,9382;6,9599\r\n"
          "4;Tor;50,9383;7008383\r\n"       # the comma is missing
          "5;Turm;5,9383;6,9600\r\n"        # a digit is missing
          "6;Nirgends;;\r\n"
          "7;Halb;50,9;\r\n"
          + _rows("{k};P{i};50,93{k};6,95{k}\r\n", 30)).encode("cp1252"), (33, 1, 3), encoding="cp1252",
         placing="points", crs="EPSG:4326", north_first=True, row={"BEZ": 'Halle; alt "Süd"', "OST": 6.95812},
         said="None of the places"),
    Case("moers: mostly UTF-8, one line in Latin-1",
         "Straße;Bodenrichtwert\nKönigstraße;210\nSüdring;180\n".encode() + "Mühlenstraße;95\n".encode("cp1252"),
         (3, 0, 0), kinds={"Straße": "text", "Bodenrichtwert": "integer"}, said="mixed"),
    Case("essen: zone before the easting (EPSG:4647)",
         ("Name;Rechtswert;Hochwert\n" + _rows("S{i};323615{k};57043{k}\n", 5)).encode(), (5, 0, 0), placing="points",
         crs="EPSG:4647"),
    Case("destatis: title lines, two head lines with a date, numbering, markers, foot notes",
         ("Bevölkerung: Kreise, Stichtag\nFortschreibung des Bevölkerungsstandes\n"
          ";;31.12.2022;31.12.2022\n;;männlich;weiblich\n"
          "05111;Düsseldorf, kreisfreie Stadt;301.112;327.934\n"
          "05112;Duisburg, kreisfreie Stadt;249.111;253.524\n"
          "05170;Wesel, Kreis;226.000;-\n"
          "05978;Unna, Kreis;.;196.000\n"
          "__________\n(C)opyright Amt, 2023\nStand: 13.03.2024\n").encode("cp1252"),
         (3, 1, 0), encoding="cp1252", head_line=3, placing="areas", kinds={"31.12.2022 männlich": "integer"},
         row={"31.12.2022 männlich": 301112}, feet=3),
    Case("it.nrw: AGS without their zero, markers",
         ("AGS;Gemeinde;Einwohner;Anteil\n5911000;Bochum;364.628;12,5\n5913000;Dortmund;587.010;-\n"
          "5954032;Wetter (Ruhr);27.441;x\n").encode("iso-8859-15"), (3, 0, 0), placing="areas",
         kinds={"AGS": "key", "Einwohner": "integer", "Anteil": "decimal"}, row={"AGS": "05911000"}),
    Case("keys formatted as numbers by a spreadsheet",
         b"AGS;Wert\n5.911.000;1\n5.913.000;2\n5.954.032;3\n", (3, 0, 0), placing="areas", row={"AGS": "05911000"}),
    Case("ARS of twelve digits", b"ARS;Wert\n055620004004;1\n055620036036;2\n059110000000;3\n", (3, 0, 0),
         placing="areas", kinds={"ARS": "key"}),
    Case("names of towns with titles and umlauts spelled out",
         b"Kommune;Wert\nMuelheim an der Ruhr;1\nHerne, Stadt;2\nHansestadt Wesel;3\nXanten;4\nKleve;5\n",
         (4, 1, 0), placing="areas", said="4 of 5"),
    Case("cities and districts: Wesel, Recklinghausen and Unna are districts",
         b"Gebiet;Wert\nBochum;1\nEssen;2\nWesel;3\nRecklinghausen;4\nUnna;5\nEnnepe-Ruhr-Kreis;6\n",
         (6, 0, 0), placing="areas", said="read as districts"),
    Case("only shared names: said to be unsure",
         b"Ort;Wert\nWesel;3\nUnna;5\nRecklinghausen;7\n", (3, 0, 0), placing="areas", said="can be the town"),
    Case("UTF-16 from a spreadsheet, tabs", "Name\tWert\nStraße\t1,5\nAllee\t2,5\n".encode("utf-16"), (2, 0, 0),
         encoding="utf-16", delimiter="\t", kinds={"Wert": "decimal"}, row={"Name": "Straße", "Wert": 1.5}),
    Case("UTF-8 with a mark and a line that names the separator",
         "\ufeffsep=;\r\nName;Wert\r\nÄ;1\r\nÖ;2\r\n".encode(), (2, 0, 0), head_line=2, row={"Name": "Ä"}),
    Case("DOS umlauts", "Straße;Größe\nKönigsallee;1\nMühlenweg;2\n".encode("cp850"), (2, 0, 0), encoding="cp850",
         row={"Straße": "Königsallee"}),
    Case("Latin-9 with its euro sign", "Straße;Preis\nBürgerstraße;5 €\nGärtnerweg;6 €\n".encode("iso-8859-15"),
         (2, 0, 0), encoding="iso-8859-15", kinds={"Preis": "decimal"}, row={"Preis": 5.0}),
    Case("comma as separator, point as decimal sign, embedded lines",
         b'id,text,wert\n1,"zwei\nZeilen",1.5\n2,"a, b",2.25\n3,c,3\n', (3, 0, 0), delimiter=",",
         kinds={"wert": "decimal"}, row={"text": "zwei\nZeilen"}),
    Case("comma as separator with quoted decimal commas", b'id,wert,ort\n1,"1,5",A\n2,"2,5",B\n', (2, 0, 0),
         delimiter=",", kinds={"wert": "decimal"}, row={"wert": 1.5}),
    Case("bars, blank lines, lines of separators only",
         b"a|b|c\n1|2|x\n\n||\n3|4|y\n\n", (2, 0, 0), delimiter="|", width=3),
    Case("old Mac line ends", b"a;b\r1;2\r3;4\r", (2, 0, 0), row={"a": 1}),
    Case("no head", b"1;Bochum Mitte;3,5\n2;Bochum Nord;4,5\n3;Bochum Ost;5,5\n", (3, 0, 0), head_line=0, width=3),
    Case("head of years", b"Ort;2019;2020;2021\nA;100;110;120\nB;200;210;220\n", (2, 0, 0),
         kinds={"2019": "integer"}, row={"2021": 120}),
    Case("two head lines with merged cells, a line of units and numbering",
         "Stadtteil;Bevölkerung;;Fläche\n;männlich;weiblich;km²\n1;2;3;4\nSüd;10;12;1,5\nNord;20;22;2,5\n".encode(),
         (2, 0, 0), kinds={"Bevölkerung weiblich": "integer", "Fläche km²": "decimal"},
         row={"Bevölkerung männlich": 10}),
    Case("glued files: the head comes again", b"a;b\n1;2\n3;4\na;b\n5;6\n", (3, 0, 0), row={"a": 1}),
    Case("trailing separators and a column without head", b"a;b;\n1;2;\n3;4;\n", (2, 0, 0), width=3),
    Case("rows cut short by a spreadsheet where their ends are empty",
         b"a;b;c;d\n1;2;3;4\n5;6;;\n7;8\n9;10;11;12\n", (4, 0, 0), width=4),
    Case("a row with an unquoted separator and one without", b"a;b;c\n1;x;2\n3;y;z;4\n5;6\n7;w;8\n", (2, 0, 2),
         width=3),
    Case("a quote that is never closed costs one line",
         b'a;b;c\n1;x;2\n2;"Haus Meer;3\n3;y;4\n4;z;5\n', (3, 0, 1), width=3),
    Case("an inch sign within a text", b'a;b\n1;5" Rohr\n2;6" Rohr\n', (2, 0, 0), row={"b": '5" Rohr'}),
    Case("thousands dots decided by another column",
         b"ort;einwohner;quote\nA;1.234;5,5\nB;2.345;6,5\n", (2, 0, 0), kinds={"einwohner": "integer"},
         row={"einwohner": 1234}, said="other columns decide"),
    Case("1.234 alone: thousands, said to be unsure", b"ort;wert\nA;1.234\nB;2.345\n", (2, 0, 0),
         row={"wert": 1234}, said="more usual in German"),
    Case("a point is no thousand beside plain numbers of four digits", b"ort;wert\nA;1.234\nB;2345\n", (2, 0, 0),
         row={"wert": 1.234}, said="no thousand"),
    Case("percent and units in the cells", "ort;anteil;fläche\nA;12,5 %;3 ha\nB;7 %;4,5 ha\n".encode(), (2, 0, 0),
         kinds={"anteil": "decimal", "fläche": "decimal"}, row={"anteil": 12.5, "fläche": 3.0}),
    Case("mixed forms of dates", "ort;tag\nA;03.11.2026\nB;4.11.26\nC;2026-11-05\nD;6. März 2026\n".encode(), (4, 0, 0),
         kinds={"tag": "date"}, row={"tag": "2026-11-03"}),
    Case("times with Uhr and the end of a day", b"ort;zeit\nA;03.11.2026 14:30 Uhr\nB;03.11.2026 24:00\n", (2, 0, 0),
         kinds={"zeit": "datetime"}, row={"zeit": "2026-11-03T14:30:00"}),
    Case("yes and no", b"ort;offen\nA;ja\nB;nein\nC;-\n", (3, 0, 0), kinds={"offen": "boolean"},
         row={"offen": True}),
    Case("degrees, minutes and seconds in two columns",
         "ort;Breite;Länge\nA;51° 28′ 12″ N;7° 12′ 58″ O\nB;51° 29' 12\" N;7° 13' 00\" O\n".encode(), (2, 0, 0),
         placing="points", crs="EPSG:4326", north_first=True, row={"Breite": 51.47}),
    Case("both coordinates in one column", b"ort;lage\nA;51.4818, 7.2162\nB;51.49, 7.22\nC;\nD;unklar\nE;51.5, 7.3\n",
         (3, 1, 1), placing="pair", crs="EPSG:4326", north_first=True),
    Case("geometries as text with their system",
         b'ort;geom\nA;"SRID=25832;POINT(377000 5705000)"\nB;"SRID=25832;POINT(378000 5705000)"\n'
         b'C;"SRID=25832;POINT(378000"\nD;\n',
         (2, 1, 1), placing="wkt", crs="EPSG:25832"),
    Case("polygons without a system, in degrees",
         b'ort;wkt\nA;"POLYGON((7.2 51.4,7.3 51.4,7.3 51.5,7.2 51.4))"\nB;"POLYGON((7.2 51.4,7.3 51.4,7.3 51.5))"\n',
         (1, 0, 1), placing="wkt", crs="EPSG:4326"),
    Case("degrees without their decimal sign", b"ort;lat;lon\nA;51481234;7216211\nB;5149123;722331\nC;514;7\n",
         (2, 0, 1), placing="points", crs="EPSG:4326", north_first=True, said="lost their decimal sign"),
    Case("Gauss-Krueger 2 with heads of surveyors: X is north",
         ("Punkt;X;Y\n" + _rows("P{i};57050{k},25;25{k}000,5\n", 60)).encode(), (60, 0, 0),
         placing="points", crs="EPSG:31466", north_first=True, said="exchanged"),
    Case("web Mercator", ("n;x;y\n" + _rows("{i};80335{j}.5;670567{j}.25\n", 8)).encode(), (8, 0, 0),
         placing="points", crs="EPSG:3857"),
    Case("coordinates with thousands separators",
         b"n;Ostwert;Nordwert\n1;377.000,5;5.705.000,5\n2;378.000,5;5.706.000,5\n", (2, 0, 0), placing="points",
         crs="EPSG:25832", row={"Ostwert": 377000.5}),
    Case("coordinates without telling heads, found by their size",
         b"n;a;b;c\n1;5;377000;5705000\n2;6;378000;5706000\n3;7;379000;5707000\n", (3, 0, 0), placing="points",
         crs="EPSG:25832"),
    Case("postcodes and telephone numbers keep their zeros",
         b"PLZ;Telefon;Nr\n1067;0234123;7\n44787;0234124;8\n", (2, 0, 0), kinds={"PLZ": "key", "Telefon": "key"},
         row={"PLZ": "01067", "Telefon": "0234123"}),
    Case("one column only", b"Ort\nBochum\nEssen\nHattingen\n", (3, 0, 0), delimiter="", placing="areas"),
    Case("crosses made by hand, and a column of dashes", b"Ort;barrierefrei;Hinweis\nA;x;-\nB;;-\nC;x;-\n", (3, 0, 0),
         kinds={"barrierefrei": "boolean", "Hinweis": "text"}, row={"barrierefrei": True, "Hinweis": "-"}),
    Case("a last row that lacks its value is no foot note", b"Ort;Wert;Tag\nA;1;2\nB;3;4\nC;;\n", (3, 0, 0)),
    Case("apostrophes as quotes", b"a;'b';c\n1;'x;y';2\n2;'u;v';3\n3;'w';4\n", (3, 0, 0), width=3, row={"b": "x;y"}),
]
