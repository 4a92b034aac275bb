/** Configuration files and flags to validated records; the only importer of Typesafe Config. */
@NullMarked
package io.github.passage.config;

import org.jspecify.annotations.NullMarked;
