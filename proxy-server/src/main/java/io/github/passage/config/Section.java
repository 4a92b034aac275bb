package io.github.passage.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An object of the configuration, read key by key. A mistake is noted with its path and line, and the reading goes on: the value is
 * then absent. The keys that were asked for are the valid ones.
 */
public final class Section {
    private static final ValueKind<Object> OBJECT = ValueKind.none("an object { ... }");
    private static final ValueKind<Object> OBJECTS = ValueKind.none("a list of objects [ { ... }, ... ]");

    private final List<Layer> layers;
    private final Problems problems;
    private final SortedSet<String> valid = new TreeSet<>();

    /**
     * A section whose values stand in one or several objects.
     *
     * @param layers the first that has a key decides; the first is the section's own place
     */
    Section(List<Layer> layers, Problems problems) {
        this.layers = List.copyOf(layers);
        this.problems = problems;
    }

    /**
     * Values and where they were written.
     *
     * @param values resolved
     * @param place for messages
     */
    record Layer(ConfigObject values, Place place) {
        private @Nullable ConfigValue get(String key) {
            return values.get(key);
        }
    }

    /** A value that must be there. */
    public <T> Optional<T> required(String key, ValueKind<T> kind) {
        Layer layer = holder(key);
        ConfigValue value = layer.get(key);
        if (value == null || value.valueType() == ConfigValueType.NULL) {
            add(layer, layer.values().origin(), layer.place().name(key), "missing (expected: " + kind.expected() + ")");
            return Optional.empty();
        }
        return read(layer, layer.place().name(key), value, kind);
    }

    /** A value that may be absent, or null to take back a default. */
    public <T> Optional<T> optional(String key, ValueKind<T> kind) {
        return has(key) ? required(key, kind) : Optional.empty();
    }

    /** One value or a list of them; those that could be read. */
    public <T> List<T> list(String key, ValueKind<T> kind) {
        Layer layer = holder(key);
        if (!(layer.get(key) instanceof ConfigList elements)) {
            return required(key, kind).stream().toList();
        }
        List<T> read = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            read(layer, layer.place().element(key, i), elements.get(i), kind).ifPresent(read::add);
        }
        return read;
    }

    /** As {@link #list}, but none if it is absent, or null to take back a default. */
    <T> List<T> optionalList(String key, ValueKind<T> kind) {
        return has(key) ? list(key, kind) : List.of();
    }

    /** As {@link #list}, but an empty list is a mistake. */
    public <T> List<T> atLeastOne(String key, ValueKind<T> kind) {
        if (holder(key).get(key) instanceof ConfigList elements && elements.isEmpty()) {
            mismatch(key, kind.expected());
        }
        return list(key, kind);
    }

    /** The object below a key, layer by layer; empty if there is none, which is noted. */
    public Optional<Section> child(String key) {
        if (!hasObject(key)) {
            required(key, OBJECT);
            return Optional.empty();
        }
        List<Layer> below = new ArrayList<>();
        for (Layer layer : layers) {
            if (layer.get(key) instanceof ConfigObject object) {
                below.add(new Layer(object, layer.place().child(key)));
            }
        }
        return Optional.of(new Section(below, problems));
    }

    /** The object below a key, without the layers behind the one that has it. */
    Optional<Section> childAlone(String key) {
        return child(key).map(child -> new Section(List.of(child.layers.getFirst()), problems));
    }

    /** The objects in the list below a key, in order; other elements are noted. */
    public List<Section> children(String key) {
        Layer layer = holder(key);
        List<Section> below = new ArrayList<>();
        if (!(layer.get(key) instanceof ConfigList elements) || elements.isEmpty()) {
            required(key, OBJECTS);
            return below;
        }
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i) instanceof ConfigObject object) {
                below.add(new Section(List.of(new Layer(object, layer.place().child(key + "[" + i + "]"))), problems));
            } else {
                read(layer, layer.place().element(key, i), elements.get(i), OBJECT);
            }
        }
        return below;
    }

    /** The keys of this section's own place, in the order of their lines. */
    public List<String> keys() {
        ConfigObject own = layers.getFirst().values();
        return own.entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, ConfigValue>>comparingInt(
                                entry -> entry.getValue().origin().lineNumber())
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether a key has a value other than null. */
    public boolean has(String key) {
        ConfigValue value = holder(key).get(key);
        return value != null && value.valueType() != ConfigValueType.NULL;
    }

    /** Whether an object stands below a key. */
    public boolean hasObject(String key) {
        return holder(key).get(key) instanceof ConfigObject;
    }

    /** Notes that a value, perhaps a default, does not go with others. */
    public void mismatch(String key, String expected) {
        ConfigValue value = holder(key).get(key);
        problem(key, (value == null ? "missing" : ValueKind.shown(value)) + " (expected: " + expected + ")");
    }

    /** Notes a mistake at this section's own place, even if the value is a default. */
    public void problem(String key, String text) {
        Layer own = layers.getFirst();
        ConfigValue value = own.get(key);
        add(
                own,
                value == null ? own.values().origin() : value.origin(),
                own.place().name(key),
                text);
    }

    /** Notes the keys of this section's own place that nobody asked for; to be called after all others. */
    public void rejectOthers() {
        layers.getFirst().values().keySet().stream()
                .filter(key -> !valid.contains(key))
                .sorted()
                .forEach(key -> problem(
                        key,
                        NearestKey.of(key, valid)
                                .map(near -> "unknown key (did you mean " + near + "?)")
                                .orElseGet(() -> "unknown key (expected: one of " + String.join(", ", valid) + ")")));
    }

    /** This section with the values of another below it as its defaults. */
    public Section over(Section defaults) {
        List<Layer> both = new ArrayList<>(layers);
        both.addAll(defaults.layers);
        return new Section(both, problems);
    }

    private Layer holder(String key) {
        valid.add(key);
        return layers.stream()
                .filter(layer -> layer.get(key) != null)
                .findFirst()
                .orElseGet(layers::getFirst);
    }

    private <T> Optional<T> read(Layer layer, String name, ConfigValue value, ValueKind<T> kind) {
        try {
            return Optional.of(kind.read(value));
        } catch (IllegalArgumentException e) {
            add(layer, value.origin(), name, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void add(Layer layer, ConfigOrigin origin, String name, String text) {
        problems.add(layer.place().problem(origin, name + ": " + text));
    }
}
