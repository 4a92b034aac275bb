/** The JSON HTTP API of a running lab. */
@NullMarked
package io.github.passage.lab.api;

import org.jspecify.annotations.NullMarked;
