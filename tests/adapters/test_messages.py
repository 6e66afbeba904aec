# SPDX-License-Identifier: GPL-2.0-or-later
"""Messages: one sentence for the user, the detail for the log, no secret in either."""

from __future__ import annotations

import pytest
from qgis.core import Qgis, QgsApplication

from ruhr_smartcity_plugin.adapters.messages import LOG_TAG, Messages, message_of
from ruhr_smartcity_plugin.core.errors import CancelledError, ConnectionFailedError, InputError

CANARY = "canary-7f3a"


@pytest.fixture
def messages(qgis_app):
    return Messages()


@pytest.fixture
def log(qgis_app):
    lines = []

    def take(text, tag, level):
        if tag == LOG_TAG:
            lines.append((text, level))

    QgsApplication.messageLog().messageReceived.connect(take)
    yield lines
    QgsApplication.messageLog().messageReceived.disconnect(take)


def test_a_named_error_is_said_with_its_own_sentence(messages, log):
    message = messages.fail(InputError("The file is empty.", "0 bytes"))
    assert message.sentence == "The file is empty."
    assert message.level == Qgis.MessageLevel.Critical
    assert log == [("The file is empty.\n0 bytes", Qgis.MessageLevel.Critical)]


def test_an_unforeseen_error_gets_a_general_sentence_and_its_trace_goes_to_the_log(messages, log):
    def break_something():
        raise ZeroDivisionError("division by zero")

    try:
        break_something()
    except ZeroDivisionError as error:
        message = messages.fail(error)
    assert "Traceback" not in message.sentence
    assert "ZeroDivisionError" in message.sentence
    assert "break_something" in log[0][0]


def test_cancelling_is_no_problem(messages):
    assert messages.fail(CancelledError("Cancelled.")).level == Qgis.MessageLevel.Info
    assert messages.problems() == []


@pytest.mark.parametrize("text", [
    f"GET https://anna:{CANARY}@host/wfs failed", f"https://host/wfs?token={CANARY}&x=1",
    f"Authorization: Basic {CANARY}xxxx", f"host/api?api_key={CANARY}",
])
def test_no_secret_reaches_sentence_detail_or_log(messages, log, text):
    for message in (messages.fail(ConnectionFailedError(text, text)), messages.warn(text, text),
                    messages.inform(text, text), messages.succeed(text, text), messages.fail(ValueError(text))):
        assert CANARY not in message.sentence + message.detail
    assert CANARY not in "".join(line for line, _level in log)


def test_warnings_and_errors_are_problems_until_they_are_forgotten(messages):
    messages.inform("Loaded.")
    messages.warn("Short.")
    messages.fail(InputError("Empty."))
    assert [one.sentence for one in messages.problems()] == ["Short.", "Empty."]
    messages.forget()
    assert messages.problems() == []


def test_everybody_who_shows_messages_is_told(messages):
    told = []
    messages.added.connect(told.append)
    messages.succeed("Saved.")
    assert [one.sentence for one in told] == ["Saved."]


def test_the_list_does_not_grow_for_ever(messages):
    for number in range(250):
        messages.inform(str(number))
    assert len(messages.recent) == 200
    assert messages.recent[-1].sentence == "249"


def test_the_time_of_a_message_is_utc():
    assert message_of(InputError("x")).at.utcoffset().total_seconds() == 0


def test_the_trace_of_an_unforeseen_error_says_where_and_not_what_it_quotes():
    try:
        try:
            int("an internal note")
        except ValueError as cause:
            raise RuntimeError("row 3: an internal note") from cause
    except RuntimeError as error:
        detail = message_of(error).detail
    assert "internal note" not in detail.replace('int("an internal note")', "").replace('"row 3: an internal note"', "")
    assert detail.index("ValueError") < detail.index("RuntimeError")
    assert "test_messages.py" in detail
    assert "no_such_name" in message_of(NameError("no_such_name")).detail
