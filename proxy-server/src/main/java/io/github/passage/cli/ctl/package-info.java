/** {@code passage ctl}: looks at a running lab and changes it, over its API. */
@NullMarked
package io.github.passage.cli.ctl;

import org.jspecify.annotations.NullMarked;
