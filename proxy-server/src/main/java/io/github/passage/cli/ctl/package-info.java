/** {@code passage ctl}: looks at a running lab or proxy and changes it, over their APIs. */
@NullMarked
package io.github.passage.cli.ctl;

import org.jspecify.annotations.NullMarked;
