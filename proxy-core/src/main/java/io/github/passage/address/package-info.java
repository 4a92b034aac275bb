/** IP, CIDR, host-port and port-range values, and what counts as publicly routable; imports the JDK only. */
@NullMarked
package io.github.passage.address;

import org.jspecify.annotations.NullMarked;
