/** Clients that are part of the program: one that does a step at a time as it is told, one that decides as a profile says. */
@NullMarked
package io.github.passage.lab.client;

import org.jspecify.annotations.NullMarked;
