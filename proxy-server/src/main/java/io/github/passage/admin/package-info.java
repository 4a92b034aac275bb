/** Health, metrics, sessions and operations of a running program over HTTP. */
@NullMarked
package io.github.passage.admin;

import org.jspecify.annotations.NullMarked;
