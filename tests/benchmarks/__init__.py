# SPDX-License-Identifier: GPL-2.0-or-later
"""Benchmarks: ``python -m tests.benchmarks --size S|M|L``. They measure and compare; a timing never fails a test.

Each tool runs in a process of its own, ours and the peer in turn. The answers are compared first; only then are
times reported, as ratios of medians with the smallest and largest ratio of the rounds.
"""
