package io.github.passage.config;

import io.github.passage.admin.AdminSettings;
import io.github.passage.admin.AdminSettings.Listen;
import io.github.passage.config.Section.Layer;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads where the admin server listens and who may ask it. */
final class AdminReader {
    private static final ValueKind<Listen> LISTEN = ValueKind.text(AdminSettings.EXPECTED, Listen::parse);
    private static final ValueKind<Path> FILE = ValueKind.text("a path", AdminReader::path);

    private AdminReader() {}

    /** Reads the section, with the flags over it; empty if there is a mistake, which is noted. */
    static Optional<ReadAdmin> read(Section section, WatchFlags flags, Problems problems) {
        Section merged = section;
        if (!flags.adminByKey().isEmpty()) {
            // What a flag replaces must be right all the same.
            section.required("listen", LISTEN);
            section.optional("token-file", FILE);
            Layer given = new Layer(flags.adminByKey(), new Place.Flags(WatchFlags.ADMIN_NAMES));
            merged = new Section(List.of(given), problems).over(section);
        }
        Optional<Listen> listen = merged.required("listen", LISTEN);
        Optional<Path> tokenFile = merged.optional("token-file", FILE);
        section.rejectOthers();
        Optional<AdminSettings> settings = listen.map(at -> new AdminSettings(at, tokenFile));
        if (settings.filter(AdminSettings::isOpenToOthers).isPresent()) {
            merged.mismatch(
                    "listen", "a loopback address; any other needs a token, see token-file or --admin-token-file");
        }
        Section place = flags.admin().isPresent() ? merged : section;
        return settings.map(read -> new ReadAdmin(place, read));
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("no path", e);
        }
    }
}
