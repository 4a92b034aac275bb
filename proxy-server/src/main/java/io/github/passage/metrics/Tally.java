package io.github.passage.metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;

/**
 * Counters for each value of a label, all there from the beginning: a rate sees the first increase only of a series that exists. Any
 * thread may call it.
 */
final class Tally<E extends Enum<E>> {
    private final Map<E, LongAdder> adders;
    private final Function<E, String> label;

    /** All zero. */
    Tally(Class<E> type, Function<E, String> label) {
        this.adders = new EnumMap<>(type);
        this.label = label;
        for (E value : type.getEnumConstants()) {
            adders.put(value, new LongAdder());
        }
    }

    void count(E value) {
        LongAdder adder = adders.get(value);
        if (adder != null) {
            adder.increment();
        }
    }

    /** Gives every label with its count. */
    void each(ObjLongConsumer<String> taker) {
        adders.forEach((value, adder) -> taker.accept(label.apply(value), adder.sum()));
    }

    /** The same without those that are zero: for labels with many values, of which few occur. */
    void eachUsed(ObjLongConsumer<String> taker) {
        each((value, sum) -> {
            if (sum > 0) {
                taker.accept(value, sum);
            }
        });
    }
}
