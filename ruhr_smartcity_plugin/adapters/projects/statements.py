# SPDX-License-Identifier: GPL-2.0-or-later
"""The SQL of the GeoPackage store: constant statements with named parameters, nothing is ever put together."""

from __future__ import annotations

LIST_PROJECTS = (
    "SELECT p.uuid, p.version, p.code, p.title, p.short_title, p.summary, p.main_field, p.phase, p.status, "
    "p.visibility, p.review_state, p.seeks_partners, o.name AS lead_name, p.as_of, p.next_review, "
    "p.changed_at FROM project p LEFT JOIN organisation o ON o.uuid = p.lead_uuid WHERE p.deleted = 0 ORDER "
    "BY p.title COLLATE NOCASE, p.fid")

LIST_MUNICIPALITIES = (
    "SELECT project_uuid, ags FROM project_municipality WHERE deleted = 0 ORDER BY role <> 'FEDER', fid")

LIST_ORGANISATIONS = (
    "SELECT uuid, name, kind, ags, website FROM organisation WHERE deleted = 0 ORDER BY name COLLATE NOCASE, "
    "fid")

GET_PROJECT = (
    "SELECT uuid, version, created_at, created_by, changed_at, changed_by, deleted, source, code, title, "
    "short_title, summary, description, challenge, solution, result, main_field, kind, phase, status, "
    "status_reason, progress_percent, start_planned, start_planned_precision, start_actual, "
    "start_actual_precision, end_planned, end_planned_precision, end_actual, end_actual_precision, lead_uuid, "
    "spatial_effect, funded, programme_short, operating_model, open_source, repository_url, licence, "
    "transferability, transfer_note, seeks_partners, website, image_url, image_credit, visibility, "
    "review_state, as_of, next_review FROM project WHERE uuid = ?")

GET_VERSION = (
    "SELECT version, deleted FROM project WHERE uuid = ?")

GET_CODES = (
    "SELECT code FROM project WHERE code IS NOT NULL")

GET_ORGANISATION = (
    "SELECT uuid, name, kind, ags, website FROM organisation WHERE uuid = ?")

INSERT_PROJECT = (
    "INSERT INTO project (uuid, version, created_at, created_by, changed_at, changed_by, deleted, source, "
    "code, title, short_title, summary, description, challenge, solution, result, main_field, kind, phase, "
    "status, status_reason, progress_percent, start_planned, start_planned_precision, start_actual, "
    "start_actual_precision, end_planned, end_planned_precision, end_actual, end_actual_precision, lead_uuid, "
    "spatial_effect, funded, programme_short, operating_model, open_source, repository_url, licence, "
    "transferability, transfer_note, seeks_partners, website, image_url, image_credit, visibility, "
    "review_state, as_of, next_review) VALUES (:uuid, :version, :created_at, :created_by, :changed_at, "
    ":changed_by, :deleted, :source, :code, :title, :short_title, :summary, :description, :challenge, "
    ":solution, :result, :main_field, :kind, :phase, :status, :status_reason, :progress_percent, "
    ":start_planned, :start_planned_precision, :start_actual, :start_actual_precision, :end_planned, "
    ":end_planned_precision, :end_actual, :end_actual_precision, :lead_uuid, :spatial_effect, :funded, "
    ":programme_short, :operating_model, :open_source, :repository_url, :licence, :transferability, "
    ":transfer_note, :seeks_partners, :website, :image_url, :image_credit, :visibility, :review_state, "
    ":as_of, :next_review)")

UPDATE_PROJECT = (
    "UPDATE project SET version = :version, changed_at = :changed_at, changed_by = :changed_by, deleted = "
    ":deleted, source = :source, code = :code, title = :title, short_title = :short_title, summary = "
    ":summary, description = :description, challenge = :challenge, solution = :solution, result = :result, "
    "main_field = :main_field, kind = :kind, phase = :phase, status = :status, status_reason = "
    ":status_reason, progress_percent = :progress_percent, start_planned = :start_planned, "
    "start_planned_precision = :start_planned_precision, start_actual = :start_actual, start_actual_precision "
    "= :start_actual_precision, end_planned = :end_planned, end_planned_precision = :end_planned_precision, "
    "end_actual = :end_actual, end_actual_precision = :end_actual_precision, lead_uuid = :lead_uuid, "
    "spatial_effect = :spatial_effect, funded = :funded, programme_short = :programme_short, operating_model "
    "= :operating_model, open_source = :open_source, repository_url = :repository_url, licence = :licence, "
    "transferability = :transferability, transfer_note = :transfer_note, seeks_partners = :seeks_partners, "
    "website = :website, image_url = :image_url, image_credit = :image_credit, visibility = :visibility, "
    "review_state = :review_state, as_of = :as_of, next_review = :next_review WHERE uuid = :uuid AND version "
    "= :base_version")

DELETE_PROJECT = (
    "UPDATE project SET deleted = 1, version = version + 1, changed_at = :changed_at, changed_by = "
    ":changed_by WHERE uuid = :uuid AND version = :base_version AND deleted = 0")

INSERT_ORGANISATION = (
    "INSERT INTO organisation (uuid, version, created_at, created_by, changed_at, changed_by, name, kind, "
    "ags, website) VALUES (:uuid, 1, :changed_at, :changed_by, :changed_at, :changed_by, :name, :kind, :ags, "
    ":website)")

GET_CHILDREN = {
    "site_point": (
        "SELECT uuid, geom, label, role, ags, address, accuracy, visibility FROM site_point WHERE project_uuid = "
        "? AND deleted = 0 ORDER BY fid"),
    "site_line": (
        "SELECT uuid, geom, label, role, ags, address, accuracy, visibility FROM site_line WHERE project_uuid = ? "
        "AND deleted = 0 ORDER BY fid"),
    "site_area": (
        "SELECT uuid, geom, label, role, ags, address, accuracy, visibility FROM site_area WHERE project_uuid = ? "
        "AND deleted = 0 ORDER BY fid"),
    "project_municipality": (
        "SELECT uuid, ags, role FROM project_municipality WHERE project_uuid = ? AND deleted = 0 ORDER BY fid"),
    "project_organisation": (
        "SELECT uuid, organisation_uuid, role FROM project_organisation WHERE project_uuid = ? AND deleted = 0 "
        "ORDER BY fid"),
    "project_field": (
        "SELECT uuid, field FROM project_field WHERE project_uuid = ? AND deleted = 0 ORDER BY fid"),
    "project_technology": (
        "SELECT uuid, technology FROM project_technology WHERE project_uuid = ? AND deleted = 0 ORDER BY fid"),
}

GET_CONTACTS = (
    "SELECT name, function, mail, phone, consent FROM contact WHERE project_uuid = ? AND deleted = 0 "
    "ORDER BY fid")

# No upsert: under it the triggers of a spatial index fail (their OR REPLACE is overruled by the outer statement).
UPDATE_CHILD = {
    "site_point": (
        "UPDATE site_point SET version = version + 1, deleted = 0, changed_at = :changed_at, changed_by = "
        ":changed_by, geom = :geom, label = :label, role = :role, ags = :ags, address = :address, accuracy = "
        ":accuracy, visibility = :visibility WHERE uuid = :uuid AND project_uuid = :project_uuid"),
    "site_line": (
        "UPDATE site_line SET version = version + 1, deleted = 0, changed_at = :changed_at, changed_by = "
        ":changed_by, geom = :geom, label = :label, role = :role, ags = :ags, address = :address, accuracy = "
        ":accuracy, visibility = :visibility WHERE uuid = :uuid AND project_uuid = :project_uuid"),
    "site_area": (
        "UPDATE site_area SET version = version + 1, deleted = 0, changed_at = :changed_at, changed_by = "
        ":changed_by, geom = :geom, label = :label, role = :role, ags = :ags, address = :address, accuracy = "
        ":accuracy, visibility = :visibility WHERE uuid = :uuid AND project_uuid = :project_uuid"),
    "project_municipality": (
        "UPDATE project_municipality SET version = version + 1, deleted = 0, changed_at = :changed_at, changed_by "
        "= :changed_by, ags = :ags, role = :role WHERE uuid = :uuid AND project_uuid = :project_uuid"),
    "project_organisation": (
        "UPDATE project_organisation SET version = version + 1, deleted = 0, changed_at = :changed_at, changed_by "
        "= :changed_by, organisation_uuid = :organisation_uuid, role = :role WHERE uuid = :uuid AND project_uuid "
        "= :project_uuid"),
    "project_field": (
        "UPDATE project_field SET version = version + 1, deleted = 0, changed_at = :changed_at, changed_by = "
        ":changed_by, field = :field WHERE uuid = :uuid AND project_uuid = :project_uuid"),
    "project_technology": (
        "UPDATE project_technology SET version = version + 1, deleted = 0, changed_at = :changed_at, changed_by = "
        ":changed_by, technology = :technology WHERE uuid = :uuid AND project_uuid = :project_uuid"),
}

INSERT_CHILD = {
    "site_point": (
        "INSERT INTO site_point (uuid, version, created_at, created_by, changed_at, changed_by, project_uuid, "
        "geom, label, role, ags, address, accuracy, visibility) VALUES (:uuid, 1, :changed_at, :changed_by, "
        ":changed_at, :changed_by, :project_uuid, :geom, :label, :role, :ags, :address, :accuracy, :visibility)"),
    "site_line": (
        "INSERT INTO site_line (uuid, version, created_at, created_by, changed_at, changed_by, project_uuid, "
        "geom, label, role, ags, address, accuracy, visibility) VALUES (:uuid, 1, :changed_at, :changed_by, "
        ":changed_at, :changed_by, :project_uuid, :geom, :label, :role, :ags, :address, :accuracy, :visibility)"),
    "site_area": (
        "INSERT INTO site_area (uuid, version, created_at, created_by, changed_at, changed_by, project_uuid, "
        "geom, label, role, ags, address, accuracy, visibility) VALUES (:uuid, 1, :changed_at, :changed_by, "
        ":changed_at, :changed_by, :project_uuid, :geom, :label, :role, :ags, :address, :accuracy, :visibility)"),
    "project_municipality": (
        "INSERT INTO project_municipality (uuid, version, created_at, created_by, changed_at, changed_by, "
        "project_uuid, ags, role) VALUES (:uuid, 1, :changed_at, :changed_by, :changed_at, :changed_by, "
        ":project_uuid, :ags, :role)"),
    "project_organisation": (
        "INSERT INTO project_organisation (uuid, version, created_at, created_by, changed_at, changed_by, "
        "project_uuid, organisation_uuid, role) VALUES (:uuid, 1, :changed_at, :changed_by, :changed_at, "
        ":changed_by, :project_uuid, :organisation_uuid, :role)"),
    "project_field": (
        "INSERT INTO project_field (uuid, version, created_at, created_by, changed_at, changed_by, project_uuid, "
        "field) VALUES (:uuid, 1, :changed_at, :changed_by, :changed_at, :changed_by, :project_uuid, :field)"),
    "project_technology": (
        "INSERT INTO project_technology (uuid, version, created_at, created_by, changed_at, changed_by, "
        "project_uuid, technology) VALUES (:uuid, 1, :changed_at, :changed_by, :changed_at, :changed_by, "
        ":project_uuid, :technology)"),
}

REMOVE_CHILD = {
    "site_point": (
        "UPDATE site_point SET deleted = 1, version = version + 1, changed_at = :changed_at, changed_by = "
        ":changed_by WHERE uuid = :uuid AND project_uuid = :project_uuid"),
    "site_line": (
        "UPDATE site_line SET deleted = 1, version = version + 1, changed_at = :changed_at, changed_by = "
        ":changed_by WHERE uuid = :uuid AND project_uuid = :project_uuid"),
    "site_area": (
        "UPDATE site_area SET deleted = 1, version = version + 1, changed_at = :changed_at, changed_by = "
        ":changed_by WHERE uuid = :uuid AND project_uuid = :project_uuid"),
    "project_municipality": (
        "UPDATE project_municipality SET deleted = 1, version = version + 1, changed_at = :changed_at, changed_by "
        "= :changed_by WHERE uuid = :uuid AND project_uuid = :project_uuid"),
    "project_organisation": (
        "UPDATE project_organisation SET deleted = 1, version = version + 1, changed_at = :changed_at, changed_by "
        "= :changed_by WHERE uuid = :uuid AND project_uuid = :project_uuid"),
    "project_field": (
        "UPDATE project_field SET deleted = 1, version = version + 1, changed_at = :changed_at, changed_by = "
        ":changed_by WHERE uuid = :uuid AND project_uuid = :project_uuid"),
    "project_technology": (
        "UPDATE project_technology SET deleted = 1, version = version + 1, changed_at = :changed_at, changed_by = "
        ":changed_by WHERE uuid = :uuid AND project_uuid = :project_uuid"),
}

INSERT_CHANGE = (
    "INSERT INTO change (table_name, record_uuid, project_uuid, version_before, version_after, field, "
    "old_value, new_value, changed_by, changed_at, comment) VALUES (:table_name, :record_uuid, :project_uuid, "
    ":version_before, :version_after, :field, :old_value, :new_value, :changed_by, :changed_at, :comment)")

GET_HISTORY = (
    "SELECT table_name, record_uuid, project_uuid, version_before, version_after, field, old_value, "
    "new_value, changed_by, changed_at, comment FROM change WHERE project_uuid = ? ORDER BY fid DESC")

GET_CHANGES = (
    "SELECT table_name, record_uuid, project_uuid, version_before, version_after, field, old_value, "
    "new_value, changed_by, changed_at, comment FROM change WHERE changed_at > ? ORDER BY fid DESC LIMIT ?")

# Readers trust the boxes in gpkg_contents; empty ones are computed from the data.
TOUCH_CONTENTS = (
    "UPDATE gpkg_contents SET last_change = ?, min_x = NULL, min_y = NULL, max_x = NULL, max_y = NULL WHERE "
    "table_name IN ('project', 'site_point', 'site_line', 'site_area', 'project_points', 'project_lines', "
    "'project_points_internal')")
