-- SPDX-License-Identifier: GPL-2.0-or-later
-- Series store, schema 1: stations of several sources and what they measured, in one plain SQLite file.
-- Times are UTC milliseconds since 1970. Numbers stand in the unit of their stream, texts and yes/no (0 or 1) beside them.
-- Statements end with a semicolon at the end of a line.

CREATE TABLE store (revision INTEGER NOT NULL);

CREATE TABLE source (
  id INTEGER NOT NULL PRIMARY KEY, kind TEXT NOT NULL, address TEXT NOT NULL, title TEXT NOT NULL, licence TEXT NOT NULL,
  attribution TEXT NOT NULL, created_at INTEGER NOT NULL, fetched_at INTEGER, UNIQUE (kind, address));

CREATE TABLE station (
  id INTEGER NOT NULL PRIMARY KEY, source INTEGER NOT NULL REFERENCES source (id), key TEXT NOT NULL, name TEXT NOT NULL,
  description TEXT NOT NULL, longitude REAL, latitude REAL, height_m REAL, properties TEXT NOT NULL,
  UNIQUE (source, key));

CREATE TABLE datastream (
  id INTEGER NOT NULL PRIMARY KEY, station INTEGER NOT NULL REFERENCES station (id), key TEXT NOT NULL,
  name TEXT NOT NULL, property TEXT NOT NULL, property_text TEXT NOT NULL, definition TEXT NOT NULL,
  unit TEXT NOT NULL, unit_text TEXT NOT NULL, unit_name TEXT NOT NULL, unit_definition TEXT NOT NULL,
  statistic TEXT NOT NULL DEFAULT '', step_s REAL, n INTEGER NOT NULL DEFAULT 0,
  UNIQUE (station, key));

CREATE INDEX datastream_property ON datastream (property);

CREATE TABLE observation (
  datastream INTEGER NOT NULL, time INTEGER NOT NULL, value REAL NOT NULL, PRIMARY KEY (datastream, time))
  WITHOUT ROWID;

CREATE TABLE text_observation (
  datastream INTEGER NOT NULL, time INTEGER NOT NULL, value BLOB NOT NULL, PRIMARY KEY (datastream, time))
  WITHOUT ROWID;

CREATE TABLE correction (
  id INTEGER NOT NULL PRIMARY KEY, datastream INTEGER NOT NULL, time INTEGER NOT NULL, old BLOB NOT NULL,
  new BLOB NOT NULL, noted_at INTEGER NOT NULL);

CREATE INDEX correction_time ON correction (datastream, time);

CREATE TABLE flag (
  datastream INTEGER NOT NULL, time INTEGER NOT NULL, bits INTEGER NOT NULL, PRIMARY KEY (datastream, time))
  WITHOUT ROWID;

CREATE TABLE fetch (
  datastream INTEGER NOT NULL PRIMARY KEY, until INTEGER, state TEXT NOT NULL, error TEXT NOT NULL,
  tried_at INTEGER NOT NULL);
