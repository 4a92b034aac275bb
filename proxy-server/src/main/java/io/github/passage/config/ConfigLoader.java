package io.github.passage.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import io.github.passage.config.Section.Layer;
import io.github.passage.transcripts.TranscriptSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    private static final ValueKind<Duration> DRAIN_DELAY =
            Quantities.duration(Duration.ZERO, Duration.ofMinutes(10), "0s to 10m");
    /** Names stand in logs, metrics and paths. */
    private static final String HOP_NAME = "[A-Za-z0-9][A-Za-z0-9_-]{0,62}";

    private static final String HOP_OF_FLAGS = "proxy";

    private final Problems problems = new Problems();
    private final Section root;
    private final Config config;

    private ConfigLoader(Config config, Path file) {
        this.config = config;
        this.root = new Section(List.of(new Layer(config.root(), new Place.InFile(file, ""))), problems);
    }

    /**
     * Reads a file.
     *
     * @throws ConfigException naming every mistake; of syntax errors and undefined substitutions only the first
     */
    public static ProxyConfig load(Path file) {
        return load(file, WatchFlags.NONE);
    }

    /** The same with flags over the file. */
    public static ProxyConfig load(Path file, WatchFlags watch) {
        return new ConfigLoader(HoconFile.parse(file), file).read(Optional.empty(), watch);
    }

    /**
     * Reads flags, which describe one hop, named {@code proxy}.
     *
     * @throws ConfigException naming every mistake by its flag
     */
    public static ProxyConfig fromFlags(ProxyFlags flags) {
        return fromFlags(flags, WatchFlags.NONE);
    }

    /** The same with flags of what can be seen. */
    public static ProxyConfig fromFlags(ProxyFlags flags, WatchFlags watch) {
        return new ConfigLoader(HoconFile.reference(), Path.of("reference.conf")).read(Optional.of(flags), watch);
    }

    /** The text of {@code reference.conf}: the manual, with every key and its default. */
    public static String reference() {
        try (InputStream in = ConfigLoader.class.getResourceAsStream("/reference.conf")) {
            return new String(Objects.requireNonNull(in, "reference.conf").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProxyConfig read(Optional<ProxyFlags> flags, WatchFlags watch) {
        Optional<Section> passage = root.child("passage");
        root.rejectOthers();
        Optional<Integer> eventLoops = passage.flatMap(section -> section.required("event-loops", EVENT_LOOPS));
        Optional<Duration> grace = passage.flatMap(section -> section.required("shutdown-grace", GRACE));
        Optional<Duration> drainDelay = passage.flatMap(section -> section.required("drain-delay", DRAIN_DELAY));
        Optional<Boolean> reload = passage.flatMap(section -> section.required("reload", Values.SWITCH));
        Optional<Boolean> metrics = passage.flatMap(section -> section.required("metrics", Values.SWITCH));
        Optional<ReadAdmin> admin = passage.flatMap(section -> section.child("admin"))
                .flatMap(section -> AdminReader.read(section, watch, problems));
        List<ReadHop> hops = new ArrayList<>();
        passage.ifPresent(section -> section.child("hop-defaults").ifPresent(defaults -> {
            HopReader.check(defaults);
            hops.addAll(flags.map(given -> List.of(hopOf(given, defaults))).orElseGet(() -> hops(section, defaults)));
        }));
        Optional<TranscriptSettings> transcripts = passage.flatMap(section -> section.child("transcripts"))
                .flatMap(section -> TranscriptsReader.read(section, watch, problems));
        passage.filter(section -> flags.isEmpty()).ifPresent(Section::rejectOthers);
        HopConflicts.check(hops);
        SideListeners.check(hops, admin);
        problems.throwIfAny();
        return new ProxyConfig(
                eventLoops.orElseThrow(),
                grace.orElseThrow(),
                hops.stream().map(hop -> hop.settings().get()).toList(),
                metrics.orElseThrow(),
                admin.orElseThrow().settings(),
                transcripts,
                EffectiveConfig.of(
                        config.getObject("passage"),
                        flags.map(given -> Map.of(HOP_OF_FLAGS, given.byKey())).orElse(Map.of()),
                        watch),
                new Lifetime(drainDelay.orElseThrow(), reload.orElseThrow()));
    }

    private ReadHop hopOf(ProxyFlags flags, Section defaults) {
        Layer given = new Layer(ConfigValueFactory.fromMap(flags.byKey(), "flags"), new Place.Flags(Map.of()));
        return HopReader.read(HOP_OF_FLAGS, new Section(List.of(given), problems).over(defaults));
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
