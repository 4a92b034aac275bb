package io.github.passage.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import io.github.passage.config.Section.Layer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads the configuration of {@code passage proxy}. Values that are not given stand in {@code reference.conf}; environment
 * variables are looked at only where the file names them, system properties never.
 */
public final class ConfigLoader {
    private static final int MOST_EVENT_LOOPS = 1024;
    private static final ValueKind<Integer> EVENT_LOOPS = ValueKind.text(
            "auto or a number from 1 to " + MOST_EVENT_LOOPS,
            text -> text.equals("auto")
                    ? Runtime.getRuntime().availableProcessors()
                    : Values.inRange(text, 1, MOST_EVENT_LOOPS));
    private static final ValueKind<Duration> GRACE =
            Quantities.duration(Duration.ZERO, Duration.ofHours(1), "0s to 1h");
    /** Names stand in logs, metrics and paths. */
    private static final String HOP_NAME = "[A-Za-z0-9][A-Za-z0-9_-]{0,62}";

    private final Problems problems = new Problems();
    private final Section root;

    private ConfigLoader(Config config, Path file) {
        this.root = new Section(List.of(new Layer(config.root(), new Place.InFile(file, ""))), problems);
    }

    /**
     * Reads a file.
     *
     * @throws ConfigException naming every mistake; of syntax errors and undefined substitutions only the first
     */
    public static ProxyConfig load(Path file) {
        return new ConfigLoader(HoconFile.parse(file), file).read(Optional.empty());
    }

    /**
     * Reads flags, which describe one hop, named {@code proxy}.
     *
     * @throws ConfigException naming every mistake by its flag
     */
    public static ProxyConfig fromFlags(ProxyFlags flags) {
        return new ConfigLoader(HoconFile.reference(), Path.of("reference.conf")).read(Optional.of(flags));
    }

    /** The text of {@code reference.conf}: the manual, with every key and its default. */
    public static String reference() {
        try (InputStream in = ConfigLoader.class.getResourceAsStream("/reference.conf")) {
            return new String(Objects.requireNonNull(in, "reference.conf").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProxyConfig read(Optional<ProxyFlags> flags) {
        Optional<Section> passage = root.child("passage");
        root.rejectOthers();
        Optional<Integer> eventLoops = passage.flatMap(section -> section.required("event-loops", EVENT_LOOPS));
        Optional<Duration> grace = passage.flatMap(section -> section.required("shutdown-grace", GRACE));
        List<ReadHop> hops = new ArrayList<>();
        passage.ifPresent(section -> section.child("hop-defaults").ifPresent(defaults -> {
            HopReader.check(defaults);
            hops.addAll(flags.map(given -> List.of(hopOf(given, defaults))).orElseGet(() -> hops(section, defaults)));
        }));
        passage.filter(section -> flags.isEmpty()).ifPresent(Section::rejectOthers);
        HopConflicts.check(hops);
        problems.throwIfAny();
        return new ProxyConfig(
                eventLoops.orElseThrow(),
                grace.orElseThrow(),
                hops.stream().map(hop -> hop.settings().get()).toList());
    }

    private ReadHop hopOf(ProxyFlags flags, Section defaults) {
        Layer given = new Layer(ConfigValueFactory.fromMap(flags.byKey(), "flags"), new Place.Flags());
        return HopReader.read("proxy", new Section(List.of(given), problems).over(defaults));
    }

    private static List<ReadHop> hops(Section passage, Section defaults) {
        List<ReadHop> read = new ArrayList<>();
        passage.child("hops").ifPresent(hops -> {
            if (hops.keys().isEmpty()) {
                passage.problem(
                        "hops",
                        "none (expected: at least one, for example hops { edge { listen = ..., target = ... } })");
            }
            for (String name : hops.keys()) {
                if (!name.matches(HOP_NAME)) {
                    hops.problem(
                            name,
                            "not a hop's name (expected: 1-63 letters, digits, - and _, a letter or digit first)");
                }
                hops.child(name).ifPresent(hop -> read.add(HopReader.read(name, hop.over(defaults))));
            }
        });
        return read;
    }
}
