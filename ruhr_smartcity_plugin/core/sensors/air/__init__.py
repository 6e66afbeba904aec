# SPDX-License-Identifier: GPL-2.0-or-later
"""Air quality: means by averaging time, exceedances of limit values, the air quality index."""
