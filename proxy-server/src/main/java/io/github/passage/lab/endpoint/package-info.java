/** What the client programs of the lab make of a real endpoint that the doctor has looked at. */
@NullMarked
package io.github.passage.lab.endpoint;

import org.jspecify.annotations.NullMarked;
