/** What single steps of a session cost, in time and allocation; run by {@code mvn -Pbench verify}. */
@NullMarked
package io.github.passage.it.micro;

import org.jspecify.annotations.NullMarked;
