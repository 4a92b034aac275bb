package io.github.passage.admin;

import java.util.List;
import java.util.Optional;

/** What there is to say of a process besides its hops. Any thread may ask. */
public interface ProcessNotes {
    /** Nothing. */
    ProcessNotes NONE = new ProcessNotes() {
        @Override
        public Optional<String> ending() {
            return Optional.empty();
        }

        @Override
        public List<Note> notes() {
            return List.of();
        }
    };

    /** Why it is not ready, since it is about to end; empty while it is not. */
    Optional<String> ending();

    /** What an operator should know although it is ready. */
    List<Note> notes();

    /**
     * Something that an operator should know.
     *
     * @param what one line that anybody may read
     * @param detail one line that may tell of the configuration
     */
    record Note(String what, String detail) {
        /** Both in one line. */
        String whole() {
            return what + ": " + detail;
        }
    }
}
