package io.github.passage.lab.profile.file;

import io.github.passage.config.HoconDocument;
import io.github.passage.config.Section;
import io.github.passage.lab.profile.Profile;
import io.github.passage.lab.profile.Profiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Client profiles by their files. */
public final class ProfileFiles {
    private static final String SHIPPED = "client-profiles.conf";

    private ProfileFiles() {}

    /** The profiles that ship. */
    public static Profiles shipped() {
        return read(HoconDocument.resource(SHIPPED));
    }

    /**
     * A user's profiles, in a file of the same form.
     *
     * @throws io.github.passage.config.ConfigException naming every mistake of the file
     * @throws IllegalArgumentException if a name occurs twice, or a variant's base is missing
     */
    public static Profiles load(Path file) {
        return read(HoconDocument.file(file));
    }

    private static Profiles read(HoconDocument document) {
        Section root = document.root();
        List<Profile> profiles = root.children("profiles").stream()
                .map(ProfileReader::read)
                .flatMap(Optional::stream)
                .toList();
        // What profiles are made of; it is read where they refer to it.
        root.has("parts");
        root.has("programs");
        root.rejectOthers();
        document.throwIfAny();
        return new Profiles(profiles);
    }
}
