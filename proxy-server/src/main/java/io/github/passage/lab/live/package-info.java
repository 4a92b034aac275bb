/** What can be seen and changed of a lab while it runs. */
@NullMarked
package io.github.passage.lab.live;

import org.jspecify.annotations.NullMarked;
