package io.github.passage.config;

import io.github.passage.admin.AdminSettings;

/**
 * The admin server as far as it could be read.
 *
 * @param section where its address was written
 * @param settings valid in themselves
 */
record ReadAdmin(Section section, AdminSettings settings) {}
