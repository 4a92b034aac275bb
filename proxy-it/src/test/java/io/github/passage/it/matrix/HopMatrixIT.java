package io.github.passage.it.matrix;

/** One hop in FTP mode that puts its own address into passive replies, between every client and every server. */
class HopMatrixIT extends ClientServerMatrix {
    HopMatrixIT() {
        super(new HopRoute());
    }
}
