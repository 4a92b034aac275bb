/** The matrix as a table, Markdown, JSON, JUnit XML and a page. */
@NullMarked
package io.github.passage.lab.matrix.report;

import org.jspecify.annotations.NullMarked;
