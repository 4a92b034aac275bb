/** What the tests of every module share. */
@NullMarked
package io.github.passage.testing;

import org.jspecify.annotations.NullMarked;
