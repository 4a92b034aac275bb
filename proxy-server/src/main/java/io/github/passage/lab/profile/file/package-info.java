/** Client profiles in HOCON; the manual stands at the top of {@code client-profiles.conf}. */
@NullMarked
package io.github.passage.lab.profile.file;

import org.jspecify.annotations.NullMarked;
