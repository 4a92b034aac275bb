/** What the lab shows a person: the picture of the path and the commands to try. */
@NullMarked
package io.github.passage.lab.report;

import org.jspecify.annotations.NullMarked;
