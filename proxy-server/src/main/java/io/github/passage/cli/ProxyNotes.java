package io.github.passage.cli;

import io.github.passage.admin.ProcessNotes;
import io.github.passage.reload.Reloader;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What there is to say of a {@code passage proxy} besides its hops.
 *
 * @param reloader empty if it was configured by flags
 * @param stopping whether SIGTERM came
 */
record ProxyNotes(Optional<Reloader> reloader, BooleanSupplier stopping) implements ProcessNotes {
    @Override
    public Optional<String> ending() {
        return stopping.getAsBoolean()
                ? Optional.of("the process is draining, since it was told to end")
                : Optional.empty();
    }

    @Override
    public List<Note> notes() {
        return reloader
                .flatMap(Reloader::refusal)
                .map(reason -> new Note("the changed configuration is refused, the one before goes on", reason))
                .stream()
                .toList();
    }
}
