/** IP, CIDR, host-port and port-range values; imports the JDK only. */
@NullMarked
package io.github.passage.address;

import org.jspecify.annotations.NullMarked;
