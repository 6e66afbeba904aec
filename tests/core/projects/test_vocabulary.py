# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

import itertools
import math
import re

from ruhr_smartcity_plugin.core.projects.vocabulary import load_vocabulary
from ruhr_smartcity_plugin.translation import use_translator

FIELDS = ["DAT", "MIT", "FUE", "SIC", "INF", "MOB", "WIR", "BIL", "BAU", "ENU", "GES", "VER"]

# Codes as register-model.md writes them down.
MODEL = {
    "VPHASE": "P0 P1 P2 P3 P4 P5", "VSTATUS": "VORG GEPL WART UMS VERZ PAUS BETR ABGS ABGB ABGL UNB",
    "VLIGHT": "GRN GLB ROT GRA", "VKIND": "STRA INFR PLAT DIEN DATN BETE QUAL FORS ORGA SONS",
    "VSPACE": "OBJ QUA GEM INT KRE REG OHN", "VSITE": "STDO HALT TRAS GEBI SENS", "VACC": "ADR STR QUA GEM",
    "VVIS": "OEF NETZ KOM", "VREV": "ENT EIN PRF VOE ZUR ARC", "VORG": "KOM KRE RVR BET RZ HOC UNT ZIV LAN BUN",
    "VROLE": "TRAE PART AUFT FOER BETR", "VTECH": "LORA MIOTY STA FIWARE WMSWFS CKAN UDP DZ KI AR APP DASH SONS",
    "VOPER": "EIG IKZ DL SAAS OFF", "V123": "H M N U", "VMROLE": "FEDER PARTNER NACHN INTERESS",
    "VSUBFIELD": "KLA KLS LUF LAE WAS GRU",
}


def test_lists_hold_exactly_the_codes_of_the_model():
    words = load_vocabulary()
    assert [one.code for one in words.entries("VFIELD")] == FIELDS
    for name, codes in MODEL.items():
        assert [one.code for one in words.entries(name)] == codes.split(), name


def test_every_entry_has_a_german_and_an_english_text_and_its_place():
    for one in load_vocabulary():
        assert one.text_de.strip(), one
        assert one.text_en.strip(), one
        assert load_vocabulary().entries(one.list_name)[one.order - 1] == one


def test_texts_follow_the_language_of_the_user():
    assert load_vocabulary().text("VSTATUS", "UMS") == "In progress"
    undo = use_translator(lambda text, _disambiguation, _n: {"en": "de"}.get(text, text))
    try:
        assert load_vocabulary().text("VSTATUS", "UMS") == "In Umsetzung"
        assert load_vocabulary().title("VFIELD") == "Handlungsfeld"
        assert load_vocabulary().find("VVIS", "OEF").description == "Für alle sichtbar"
    finally:
        undo()


def test_an_unknown_code_is_shown_as_it_is():
    assert load_vocabulary().text("VSTATUS", "NEU") == "NEU"
    assert load_vocabulary().find("VSTATUS", "NEU") is None


def test_every_field_of_action_is_mapped_to_bochum_and_to_the_survey():
    words = load_vocabulary()
    assert words.mapped("bochum", "MOB") == "nachhaltige Mobilität und Umweltschutz"
    assert words.mapped("survey2021", "VER") == "eGovernment"
    assert all(words.mapped(name, code) for name in ("bochum", "survey2021") for code in FIELDS)
    assert len({words.mapped("bochum", code) for code in FIELDS}) == 5
    assert words.mapped("unknown", "MOB") == ""


def test_fields_of_action_differ_in_shape_and_in_colour_also_for_the_colour_blind():
    entries = load_vocabulary().entries("VFIELD")
    assert len({one.symbol for one in entries}) == 12
    assert all(re.fullmatch("#[0-9a-f]{6}", one.colour) for one in entries)
    for matrix in _VISION.values():
        labs = [_lab(one.colour, matrix) for one in entries]
        closest = min(math.dist(a, b) for a, b in itertools.combinations(labs, 2))
        # CIE 1976 ΔE of about 2.3 is just noticeable; maps need several times that.
        assert closest > 15


# Machado, Oliveira, Fernandes (2009), doi:10.1109/TVCG.2009.113, severity 1.0
_VISION = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
}


def _lab(colour, matrix):
    def linear(value):
        value /= 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    rgb = [linear(int(colour[at:at + 2], 16)) for at in (1, 3, 5)]
    r, g, b = (sum(m * v for m, v in zip(row, rgb)) for row in matrix)
    xyz = (0.4124 * r + 0.3576 * g + 0.1805 * b, 0.2126 * r + 0.7152 * g + 0.0722 * b,
           0.0193 * r + 0.1192 * g + 0.9505 * b)
    x, y, z = (max(v, 0) / w for v, w in zip(xyz, (0.95047, 1.0, 1.08883)))
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)
