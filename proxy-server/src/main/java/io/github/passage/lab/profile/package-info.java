/** What FTP client programs decide: profiles as data, for the client that follows one and for the predictor. */
@NullMarked
package io.github.passage.lab.profile;

import org.jspecify.annotations.NullMarked;
