package io.github.passage.it.matrix;

import io.github.passage.it.server.Route;

/** The rigs themselves: what fails here is no fault of a hop. */
class ClientServerMatrixIT extends ClientServerMatrix {
    ClientServerMatrixIT() {
        super(Route.direct());
    }
}
