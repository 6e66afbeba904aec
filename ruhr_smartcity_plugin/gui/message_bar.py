# SPDX-License-Identifier: GPL-2.0-or-later
"""What QGIS's message bar says of the plugin, and the whole text of it where the bar has too little room."""

from __future__ import annotations

from html import escape

from qgis.gui import QgsMessageBar, QgsMessageViewer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QDialogButtonBox, QPushButton, QTextBrowser, QWidget

from ruhr_smartcity_plugin.adapters.messages import Message
from ruhr_smartcity_plugin.gui.dialog_buttons import name_buttons
from ruhr_smartcity_plugin.translation import tr

# The bar shows a line and a half of the text, in a QGIS of usual size about this many characters.
_CHARACTERS_OF_A_LINE = 60
_CHARACTERS_PER_SECOND = 15  # read by someone who does something else


def show_in_bar(bar: QgsMessageBar, message: Message) -> None:
    """Say a message in the bar; a long one, or one with details, can be read whole and copied in a window of its own.

    The bar takes its text as rich text, and a sentence may hold foreign words: they stay text.
    """
    item = QgsMessageBar.createMessage(tr("Ruhr Smart City"), escape(message.sentence, quote=False))
    item.setLevel(message.level)
    stays_s = QgsMessageBar.defaultMessageTimeout(message.level)
    item.setDuration(stays_s + len(message.sentence) // _CHARACTERS_PER_SECOND if stays_s else 0)  # 0: until closed
    if message.detail or len(message.sentence) > _CHARACTERS_OF_A_LINE:
        button = QPushButton(tr("Read in full"), item)
        button.setObjectName("message_in_full")
        button.clicked.connect(lambda _on=False: show_in_full(message, bar.window()))
        item.layout().addWidget(button)
    bar.pushItem(item)


def show_in_full(message: Message, window: QWidget) -> None:
    """Open the whole text, with its details; it can be marked and copied."""
    viewer = QgsMessageViewer(window)
    viewer.setObjectName("RuhrMessage")
    viewer.setTitle(tr("Ruhr Smart City"))
    viewer.setMessageAsPlainText("\n\n".join(part for part in (message.sentence, message.detail) if part))
    for text in viewer.findChildren(QTextBrowser):
        text.setTextInteractionFlags(text.textInteractionFlags() | Qt.TextInteractionFlag.TextSelectableByKeyboard)
    for box in viewer.findChildren(QDialogButtonBox):
        name_buttons(box)
    viewer.showMessage(False)  # not blocking; the window deletes itself when it is closed
