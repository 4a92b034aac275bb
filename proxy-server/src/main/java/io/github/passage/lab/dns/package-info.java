/** The names of a lab's load balancers, endpoints and servers, and a DNS server that knows them. */
@NullMarked
package io.github.passage.lab.dns;

import org.jspecify.annotations.NullMarked;
