/** What the data plane costs beside plain TCP proxies; run by proxy-it/bench.sh, not by the tests. */
@NullMarked
package io.github.passage.it.bench;

import org.jspecify.annotations.NullMarked;
